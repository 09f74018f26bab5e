/** Metrics: one catalogue of meters, registered completely at startup, and the listeners that feed it. */
@NullMarked
package io.maskexport.worker.metrics;

import org.jspecify.annotations.NullMarked;
