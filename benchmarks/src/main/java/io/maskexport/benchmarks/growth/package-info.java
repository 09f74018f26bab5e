/** How cost grows with objects, pixels and items, in figures and plots. Depends on {@code compare}'s use of the engine and on {@code job}. */
@NullMarked
package io.maskexport.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
