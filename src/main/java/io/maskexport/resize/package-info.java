/** Shrinks pictures as OpenCV's {@code INTER_AREA} does, row by row. */
@NullMarked
package io.maskexport.resize;

import org.jspecify.annotations.NullMarked;
