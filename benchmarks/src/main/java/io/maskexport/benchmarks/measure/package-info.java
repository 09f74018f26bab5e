/** Clocks of CPU time, medians, growth and plots. Depends on nothing else of ours. */
@NullMarked
package io.maskexport.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
