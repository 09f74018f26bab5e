/**
 * Composes drawings into the four mask kinds, row by row, and encodes them. May depend on {@code raster}, {@code png},
 * {@code picture}, {@code annotation}, {@code geometry} and {@code defect}.
 */
@NullMarked
package io.maskexport.render;

import org.jspecify.annotations.NullMarked;
