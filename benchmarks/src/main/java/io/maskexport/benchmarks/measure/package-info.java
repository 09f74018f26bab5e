/** CPU clocks, medians, growth curves and plots. Depends on no other package of ours. */
@NullMarked
package io.maskexport.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
