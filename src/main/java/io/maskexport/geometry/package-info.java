/**
 * Shapes in whole pixels (x right, y down, pixel centres at whole numbers) and the runs they cover. Depends on no other
 * package of ours.
 */
@NullMarked
package io.maskexport.geometry;

import org.jspecify.annotations.NullMarked;
