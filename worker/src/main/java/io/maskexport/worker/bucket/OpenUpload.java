package io.maskexport.worker.bucket;

import java.time.Instant;

/** A multipart upload that is neither completed nor aborted. */
public record OpenUpload(ObjectRef ref, String uploadId, Instant started) {}
