/** Photos, scenes and annotations to measure with: made by rule, the same every time. Depends on the engine's records only. */
@NullMarked
package io.maskexport.benchmarks.sample;

import org.jspecify.annotations.NullMarked;
