/**
 * Defects of the input as codes, for labels, items and exports, and the limits on input. Depends on no other package of
 * ours; every other package may use it.
 */
@NullMarked
package io.maskexport.defect;

import org.jspecify.annotations.NullMarked;
