/**
 * Harmful input: hundreds of small projects, each with one thing that is broken, too large or false, between two good
 * items. Each case says which codes it ends with and which masks are still made; the good items never change by a byte.
 */
@NullMarked
package io.maskexport.hostile;

import org.jspecify.annotations.NullMarked;
