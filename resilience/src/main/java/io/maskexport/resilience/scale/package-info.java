/** Measurements of the whole system with several workers. */
@NullMarked
package io.maskexport.resilience.scale;

import org.jspecify.annotations.NullMarked;
