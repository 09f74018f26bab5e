package io.maskexport.worker.protocol;

import java.io.IOException;

import io.maskexport.contracts.ObjectPointer;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.manifest.SidecarFolder;

/** The destination folder of an export. */
record DestinationFolder(ObjectStore store, ObjectRef destination) implements SidecarFolder {
    @Override
    public ObjectWriter write(String name, String contentType) throws IOException {
        return store.write(destination.resolve(name), contentType);
    }

    @Override
    public ObjectPointer pointer(String name, String sha256) {
        var ref = destination.resolve(name);
        return new ObjectPointer(ref.bucket(), ref.key(), sha256);
    }
}
