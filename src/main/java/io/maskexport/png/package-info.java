/**
 * Writes PNG from runs, at the cost of the runs, and from photo rows; byte-identical everywhere. Reads chunks and rows of
 * PNG by the rules of libpng. Depends on no other package of ours.
 */
@NullMarked
package io.maskexport.png;

import org.jspecify.annotations.NullMarked;
