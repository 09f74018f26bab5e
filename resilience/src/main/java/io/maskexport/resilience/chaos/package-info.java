/**
 * Real worker processes, killed, frozen and cut off from a broker and a bucket that restart, while requests arrive;
 * then the {@code audit}.
 */
@NullMarked
package io.maskexport.resilience.chaos;

import org.jspecify.annotations.NullMarked;
