package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.function.Consumer;

import io.maskexport.archive.PartSink;
import io.maskexport.archive.PartSummary;
import io.maskexport.contracts.IndexObject;
import io.maskexport.defect.DefectException;
import io.maskexport.worker.bucket.ForwardingWriter;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.tracing.SpanAttribute;
import io.maskexport.worker.tracing.SpanName;
import io.maskexport.worker.tracing.TraceSpan;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.OUTPUT_LIMIT;

/**
 * Uploads the parts of a task, and their indexes, while they are made. What may turn out to be the whole archive is uploaded under the
 * archive's own name, and gets a part's name when a second part follows.
 */
final class PartUploads implements PartSink, AutoCloseable {
    static final String TAR = "application/x-tar";
    static final String LINES = "application/x-ndjson";

    private final ObjectStore store;
    private final ObjectRef destination;
    private final Plan plan;
    private final int task;
    private final int before;
    private @Nullable ObjectInfo committed;
    private @Nullable ObjectInfo committedIndex;
    private TraceSpan growing = TraceSpan.NONE;
    private TraceSpan unannounced = TraceSpan.NONE;

    /** @param before number of parts of the task that are finished already */
    PartUploads(ObjectStore store, ObjectRef destination, Plan plan, int task, int before) {
        this.store = store;
        this.destination = destination;
        this.plan = plan;
        this.task = task;
        this.before = before;
    }

    @Override
    public ObjectWriter open(int number) throws IOException {
        var span = TraceSpan.current().child(SpanName.PART).with(SpanAttribute.PART, number(number));
        growing = span;
        return new RememberedUpload(store.write(isWhole(number) ? whole() : part(number), TAR),
                span.child(SpanName.UPLOAD), object -> {
                    committed = object;
                    unannounced = span;
                });
    }

    @Override
    public ObjectWriter openIndex(int number) throws IOException {
        var names = plan.names();
        var name = isWhole(number) ? names.wholeIndex() : names.index(number(number));
        return new RememberedUpload(store.writeBeside(destination.resolve(name), LINES),
                growing.child(SpanName.UPLOAD), object -> committedIndex = object);
    }

    /** The object of the part that was just committed, under its final name. */
    ObjectInfo committed(int number, boolean last) throws IOException {
        var object = committed;
        if (object == null) {
            throw new IllegalStateException("no part was committed");
        }
        return isWhole(number) && !last ? renamed(object, part(number), TAR) : object;
    }

    /**
     * The index of the part that was just committed, under its final name.
     *
     * @return null if the part has none
     */
    @Nullable
    IndexObject committedIndex(PartSummary part, boolean last) throws IOException {
        var written = committedIndex;
        var summary = part.index();
        if (written == null || summary.isEmpty()) {
            return null;
        }
        var object = isWhole(part.number()) && !last
                ? renamed(written, destination.resolve(plan.names().index(number(part.number()))), LINES)
                : written;
        return new IndexObject(object.ref().bucket(), object.ref().key(), summary.get().bytes(), summary.get().sha256(),
                object.etag());
    }

    /** Number of parts that earlier attempts finished. */
    int before() {
        return before;
    }

    /** The number in the part's name. */
    int number(int number) {
        return plan.number(task, before + number);
    }

    /** The part that was just committed is recorded and announced; {@code items} of its task are done. */
    void announced(int items, long bytes) {
        unannounced.with(SpanAttribute.ITEMS, items).with(SpanAttribute.BYTES, bytes).close();
    }

    /** Ends what is left of an attempt that broke off. */
    @Override
    public void close() {
        unannounced.close();
        growing.close();
    }

    private ObjectInfo renamed(ObjectInfo object, ObjectRef name, String contentType) throws IOException {
        var copy = store.copy(object, name, contentType);
        store.delete(object.ref());
        return copy;
    }

    private boolean isWhole(int number) {
        return plan.whole() && before + number == 1;
    }

    private ObjectRef whole() {
        return destination.resolve(plan.names().whole());
    }

    private ObjectRef part(int number) {
        var names = plan.names();
        if (number(number) > names.maximum()) {
            throw new UncheckedDefect(new DefectException(OUTPUT_LIMIT, "more than " + names.maximum() + " parts"));
        }
        return destination.resolve(names.part(number(number)));
    }

    /** An upload that tells of the committed object. */
    private static final class RememberedUpload extends ForwardingWriter {
        private final TraceSpan span;
        private final Consumer<ObjectInfo> committed;

        RememberedUpload(ObjectWriter writer, TraceSpan span, Consumer<ObjectInfo> committed) {
            super(writer);
            this.span = span;
            this.committed = committed;
        }

        @Override
        public ObjectInfo commit() throws IOException {
            try {
                var object = super.commit();
                span.with(SpanAttribute.BYTES, object.bytes()).close();
                committed.accept(object);
                return object;
            } catch (IOException | RuntimeException e) {
                span.failed(e);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            try (span) {
                super.close();
            }
        }
    }
}
