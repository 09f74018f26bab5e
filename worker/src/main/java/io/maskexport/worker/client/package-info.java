/** What a user of the service does with Kafka: sends a command, and follows the events of its export. */
@NullMarked
package io.maskexport.worker.client;

import org.jspecify.annotations.NullMarked;
