/** Side-by-side comparison with the reference: the goals, the rows that measure them, and the table. */
@NullMarked
package io.maskexport.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
