/**
 * The worker's real protocol code on a simulated broker, bucket and clock, with faults between any two steps. A run is a
 * function of its seed. May depend on the worker's ports and protocol; knows neither Kafka nor S3.
 */
@NullMarked
package io.maskexport.sandbox.simulation;

import org.jspecify.annotations.NullMarked;
