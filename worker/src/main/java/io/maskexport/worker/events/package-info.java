/** What the worker sends to Kafka: events, tasks, dead letters. */
@NullMarked
package io.maskexport.worker.events;

import org.jspecify.annotations.NullMarked;
