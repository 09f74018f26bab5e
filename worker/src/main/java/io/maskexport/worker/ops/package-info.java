/** What operators see: the HTTP server for metrics and probes, and what log lines look like. Depends on nothing else of the worker. */
@NullMarked
package io.maskexport.worker.ops;

import org.jspecify.annotations.NullMarked;
