/**
 * Spans of the work on exports: what their names and attributes may be, where they start and end, and how they reach a
 * collector. No other package knows OpenTelemetry, and without a collector no class of it is loaded.
 */
@NullMarked
package io.maskexport.worker.tracing;

import org.jspecify.annotations.NullMarked;
