/**
 * The running worker: puts intake, protocol, engine, bucket, events, metrics and operations together, and says how it feels. May
 * depend on every package of the worker but {@code commands} and the root.
 */
@NullMarked
package io.maskexport.worker.service;

import org.jspecify.annotations.NullMarked;
