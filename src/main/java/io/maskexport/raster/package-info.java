/**
 * Where a mask pixel is made: crops geometries to the canvas and turns them into spans, by OpenCV 4.11's rules.
 * May depend on {@code geometry}, {@code annotation} (graph templates) and {@code defect}.
 */
@NullMarked
package io.maskexport.raster;

import org.jspecify.annotations.NullMarked;
