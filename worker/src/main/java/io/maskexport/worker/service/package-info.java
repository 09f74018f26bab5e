/** The running worker: wires intake, protocol, engine, bucket, events, metrics and operations together, and reports health. */
@NullMarked
package io.maskexport.worker.service;

import org.jspecify.annotations.NullMarked;
