/** Which datasets, items and objects of a project an export has: patterns of names, and what they choose. */
@NullMarked
package io.maskexport.select;

import org.jspecify.annotations.NullMarked;
