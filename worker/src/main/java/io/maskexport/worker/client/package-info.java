/**
 * What a user of the service does with Kafka: sends a command, and follows the events of its export. Depends on
 * {@code contracts}, {@code settings} and {@code events}; the service does not know it.
 */
@NullMarked
package io.maskexport.worker.client;

import org.jspecify.annotations.NullMarked;
