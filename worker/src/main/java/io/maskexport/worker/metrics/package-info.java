/**
 * What is measured: one catalogue of meters, registered whole at start, and the listeners that feed it. May depend on every
 * package whose work it measures; none depends on it.
 */
@NullMarked
package io.maskexport.worker.metrics;

import org.jspecify.annotations.NullMarked;
