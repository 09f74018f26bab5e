/**
 * Projects of a million items, planned with little memory. Their bucket makes its listings from a formula, in another
 * process. Depends on {@code job}.
 */
@NullMarked
package io.maskexport.benchmarks.million;

import org.jspecify.annotations.NullMarked;
