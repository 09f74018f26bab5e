package io.maskexport.worker.bucket;

import java.time.Instant;

/**
 * What the store says of an object.
 *
 * @param etag without quotes
 * @param modified by the store's clock
 */
public record ObjectInfo(ObjectRef ref, long bytes, String etag, Instant modified) {}
