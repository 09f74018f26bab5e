/**
 * How any number of workers make an export so that nothing is lost, doubled or half done: part tasks, join, and the manifest
 * as the commit point. Every step may be repeated by any worker at any time. Talks to the world through ports, so that a
 * simulation can run it; knows neither Kafka nor the S3 client.
 */
@NullMarked
package io.maskexport.worker.protocol;

import org.jspecify.annotations.NullMarked;
