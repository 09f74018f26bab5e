/**
 * The protocol by which any number of workers complete an export without losing, repeating or half-finishing anything: part
 * tasks, join, and the manifest as the commit point. Any worker may repeat any step at any time. The protocol reaches the
 * outside world only through ports, so that a simulation can run it; it depends on neither Kafka nor the S3 client.
 */
@NullMarked
package io.maskexport.worker.protocol;

import org.jspecify.annotations.NullMarked;
