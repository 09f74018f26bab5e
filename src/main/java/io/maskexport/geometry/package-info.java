/**
 * Shapes in whole pixels (x right, y down, pixel centres at whole numbers) and the runs that they cover.
 * Depends on nothing else of ours.
 */
@NullMarked
package io.maskexport.geometry;

import org.jspecify.annotations.NullMarked;
