/** What operators see: the HTTP server for metrics and probes, and the form of log lines. */
@NullMarked
package io.maskexport.worker.ops;

import org.jspecify.annotations.NullMarked;
