/** What is measured: one catalogue of meters, registered as a whole at start, and the listeners that feed it. */
@NullMarked
package io.maskexport.worker.metrics;

import org.jspecify.annotations.NullMarked;
