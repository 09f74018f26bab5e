/** A client of the service on Kafka: sends commands and follows the events of an export. */
@NullMarked
package io.maskexport.worker.client;

import org.jspecify.annotations.NullMarked;
