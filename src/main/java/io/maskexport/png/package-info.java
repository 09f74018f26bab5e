/** Writes PNG from runs and from photo rows, at the cost of the runs; byte-identical everywhere. Depends on nothing else of ours. */
@NullMarked
package io.maskexport.png;

import org.jspecify.annotations.NullMarked;
