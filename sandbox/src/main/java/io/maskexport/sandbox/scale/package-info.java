/** Measurements of the whole system that need several workers. May depend on everything in the sandbox. */
@NullMarked
package io.maskexport.sandbox.scale;

import org.jspecify.annotations.NullMarked;
