/**
 * Input that harms: hundreds of small projects, each with one thing that is broken, too large or a lie between two good
 * items. Each says which codes it ends with and which masks come out all the same; the good items never change by a byte.
 */
@NullMarked
package io.maskexport.hostile;

import org.jspecify.annotations.NullMarked;
