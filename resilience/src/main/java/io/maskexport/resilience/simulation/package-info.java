/**
 * The worker's real protocol code on a simulated broker, bucket and clock, with faults between any two steps. A run is a
 * function of its seed. Depends on neither Kafka nor S3.
 */
@NullMarked
package io.maskexport.resilience.simulation;

import org.jspecify.annotations.NullMarked;
