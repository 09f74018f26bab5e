/**
 * Object storage: the port that the rest of the worker uses, and its implementation on the MinIO SDK with a single
 * retry layer, checked sizes and ETags, and multipart uploads that are either committed or aborted.
 */
@NullMarked
package io.maskexport.worker.bucket;

import org.jspecify.annotations.NullMarked;
