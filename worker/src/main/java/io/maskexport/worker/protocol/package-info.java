/**
 * How an export is made by any number of workers so that nothing is lost, doubled or half done: plan, part tasks, join, and
 * the manifest as the commit point. Everything here may be repeated by anyone at any time. Talks to the world through ports,
 * so that a simulation can run it. May depend on {@code contracts}, the engine, {@code bucket} (its port), {@code failure} and
 * {@code intake} (its signals); knows neither Kafka nor the S3 client.
 */
@NullMarked
package io.maskexport.worker.protocol;

import org.jspecify.annotations.NullMarked;
