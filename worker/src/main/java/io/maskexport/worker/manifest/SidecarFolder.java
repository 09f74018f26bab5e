package io.maskexport.worker.manifest;

import java.io.IOException;

import io.maskexport.archive.CommitOutputStream;
import io.maskexport.contracts.ObjectPointer;

/** Port: where the parts of an export are, and the files beside them: a folder of a bucket, or a directory. */
public interface SidecarFolder {
    /** Begins a file beside the parts, which replaces any. */
    CommitOutputStream<?> write(String name, String contentType) throws IOException;

    /** How a manifest refers to a file beside it. */
    ObjectPointer pointer(String name, String sha256);
}
