/** What the worker sends to Kafka: events, tasks, dead letters. May depend on {@code contracts}, {@code protocol} (its ports), {@code settings} and {@code failure}. */
@NullMarked
package io.maskexport.worker.events;

import org.jspecify.annotations.NullMarked;
