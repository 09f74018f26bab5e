/**
 * What can be wrong with input, said with a code: label, item and export defects, and the limits that input may not exceed.
 * Depends on nothing else of ours; every other package may use it.
 */
@NullMarked
package io.maskexport.defect;

import org.jspecify.annotations.NullMarked;
