/** Decodes source images to RGB exactly as OpenCV's {@code imread} does. May depend on {@code defect} and {@code png}. */
@NullMarked
package io.maskexport.picture;

import org.jspecify.annotations.NullMarked;
