/** Reads bitmaps and alpha masks of annotations: base64, zlib and PNG, into runs of pixels. */
@NullMarked
package io.maskexport.bitmap;

import org.jspecify.annotations.NullMarked;
