package io.maskexport.sandbox.simulation;

import java.io.IOException;
import java.util.List;

import io.maskexport.sandbox.simulation.Scenario.Denied;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.bucket.OpenUpload;
import io.maskexport.worker.failure.Failure;
import org.jspecify.annotations.Nullable;

/** A store that denies the worker something. */
final class DeniedStore extends ForwardingStore {
    private final Denied denied;

    DeniedStore(ObjectStore honest, Denied denied) {
        super(honest);
        this.denied = denied;
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        check(ref);
        return super.putIfAbsent(ref, content, contentType);
    }

    @Override
    public ObjectInfo put(ObjectRef ref, byte[] content, String contentType) throws IOException {
        check(ref);
        return super.put(ref, content, contentType);
    }

    @Override
    public ObjectInfo copy(ObjectInfo from, ObjectRef to, @Nullable String contentType) throws IOException {
        check(to);
        return super.copy(from, to, contentType);
    }

    @Override
    public ObjectWriter write(ObjectRef ref, String contentType) throws IOException {
        check(ref);
        return super.write(ref, contentType);
    }

    @Override
    public List<OpenUpload> openUploads(ObjectRef prefix) throws IOException {
        if (denied == Denied.UPLOADS) {
            throw denied(prefix);
        }
        return super.openUploads(prefix);
    }

    private void check(ObjectRef ref) throws IOException {
        if (denied == Denied.DESTINATION && ref.key().startsWith(Order.DESTINATION.prefix())) {
            throw denied(ref);
        }
    }

    private static Failure denied(ObjectRef ref) {
        return new Failure.Terminal(Failure.Terminal.Kind.ACCESS_DENIED, ref + " is denied", null);
    }
}
