package io.maskexport.worker.bucket;

import java.time.Instant;

/**
 * An object's properties as the store reports them.
 *
 * @param etag without quotes
 * @param modified by the store's clock
 */
public record ObjectInfo(ObjectRef ref, long bytes, String etag, Instant modified) {}
