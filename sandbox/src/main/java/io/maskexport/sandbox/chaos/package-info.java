/**
 * Real worker processes, killed, frozen and cut off from a broker and a bucket that restart, while requests come in; then the
 * {@code audit}. May depend on everything in the sandbox.
 */
@NullMarked
package io.maskexport.sandbox.chaos;

import org.jspecify.annotations.NullMarked;
