package io.maskexport.worker.local;

import java.io.IOException;
import java.nio.file.Path;

import io.maskexport.archive.AtomicFile;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.worker.manifest.SidecarFolder;

/** A directory with the parts of an export; its manifest refers to files only by name. */
record DirectoryFolder(Path directory) implements SidecarFolder {
    @Override
    public AtomicFile write(String name, String contentType) throws IOException {
        return new AtomicFile(directory.resolve(name));
    }

    @Override
    public ObjectPointer pointer(String name, String sha256) {
        return new ObjectPointer("", name, sha256);
    }
}
