/** The operator's view: the HTTP server for metrics and probes, and the format of log lines, counts and sizes. */
@NullMarked
package io.maskexport.worker.ops;

import org.jspecify.annotations.NullMarked;
