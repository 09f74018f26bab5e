/**
 * How costs grow with objects, pixels and items, as figures and plots. Depends on the engine adapter in {@code compare}
 * and on {@code job}.
 */
@NullMarked
package io.maskexport.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
