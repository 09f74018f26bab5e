/** Measurements of the whole system that need several workers. */
@NullMarked
package io.maskexport.resilience.scale;

import org.jspecify.annotations.NullMarked;
