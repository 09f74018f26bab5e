/**
 * Where mask pixels are made: crops geometries to the canvas and turns them into spans by the rules of OpenCV 4.11. May
 * depend on {@code geometry}, {@code annotation} (graph templates) and {@code defect}.
 */
@NullMarked
package io.maskexport.raster;

import org.jspecify.annotations.NullMarked;
