package io.maskexport.worker.plan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.export.ConcurrentCalls;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.manifest.ArchiveSummary;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The plan of an export and its progress records: small objects, each written once, by the first worker that tries.
 *
 * <pre>
 * plan.json                   the frozen plan, or the end of an export without one
 * items/SHA256.json.gz        a chunk of items, planned or of an earlier export; named after its content
 * parts/TASK/NUMBER.json      a finished part of a task
 * tasks/TASK.json             a finished task
 * attempts/TASK/RECORD/ID     an attempt at a record that is running, or died with its process; ID names the process
 * end.json                    how the export ends: its manifest, decided before it is written to the destination
 * manifest-written            whether the event of a failed or cancelled export points at its manifest
 * announced                   the terminal event has been published
 * </pre>
 *
 * <p>Plans, parts, tasks and ends begin with a {@link io.maskexport.contracts.RecordHeader}.
 */
public final class WorkFolder {
    private static final String JSON = "application/json";
    private static final String PLAN = "plan.json";
    private static final String END = "end.json";
    private static final String WRITTEN = "manifest-written";

    /** Records may hold thousands of warnings, so only a few are read ahead. */
    private static final int LARGE_RECORDS = 4;
    private static final int DELETED_AT_ONCE = 1_000;

    private final ObjectStore store;
    private final ObjectRef folder;
    private final KnownFeatures known;
    private final StoredJson json;

    /**
     * @param folder key ends with the request's id and {@code /}
     * @param known records that need more than this are not read
     */
    public WorkFolder(ObjectStore store, ObjectRef folder, KnownFeatures known) {
        this.store = store;
        this.folder = folder;
        this.known = known;
        var path = folder.key().substring(0, folder.key().length() - 1);
        this.json = new StoredJson(known, path.substring(path.lastIndexOf('/') + 1));
    }

    ObjectStore store() {
        return store;
    }

    /** What the records of a request's export need. */
    public RecordNeeds needs(ExportRequested request) {
        return known.needed().apply(request);
    }

    /** Reads the records. */
    public StoredJson json() {
        return json;
    }

    /** Whether there is no record of this export: it has not begun, or ended and was cleared away. */
    public boolean isEmpty() throws IOException {
        return !store.list(folder).hasNext();
    }

    /** The decision on this export, if there is one. */
    public Optional<ExportDecision> decision() throws IOException {
        var decision = read(folder.resolve(PLAN), ExportDecision.class);
        if (decision.isPresent() && decision.get() instanceof Plan plan) {
            plan.checkLimits(json.export());
        }
        return decision;
    }

    /** The plan, if the export has one. */
    public Optional<Plan> plan() throws IOException {
        return decision().filter(Plan.class::isInstance).map(Plan.class::cast);
    }

    /** Whether there is a decision, of any version. */
    public boolean isDecided() throws IOException {
        return store.head(folder.resolve(PLAN)).isPresent();
    }

    /** Records the decision unless there is one already; returns the one that holds. */
    public ExportDecision recordDecision(ExportDecision decision) throws IOException {
        var ref = folder.resolve(PLAN);
        if (store.putIfAbsent(ref, JsonRecords.write(decision), JSON)) {
            return decision;
        }
        return decision().orElseThrow(() -> new BrokenAnswer(ref + " existed, and is gone"));
    }

    /** How the export ends, if that is decided. */
    public Optional<Manifest> end() throws IOException {
        return read(folder.resolve(END), Manifest.class);
    }

    /** When the end of the export was decided; empty if it was not. */
    public Optional<Instant> endedAt() throws IOException {
        return store.head(folder.resolve(END)).map(ObjectInfo::modified);
    }

    public boolean hasEnd() throws IOException {
        return store.head(folder.resolve(END)).isPresent();
    }

    /**
     * Decides how the export ends; false if that was already decided. What the end needs is what the plan needs, which is
     * read before it and deleted after it.
     */
    public boolean recordEnd(Manifest end) throws IOException {
        return write(folder.resolve(END), RecordNeeds.NONE, end);
    }

    /** Records whether the event points at the manifest, unless that is recorded already; returns the value that holds. */
    public boolean recordManifestWritten(boolean written) throws IOException {
        var ref = folder.resolve(WRITTEN);
        if (store.putIfAbsent(ref, JsonRecords.write(written), JSON)) {
            return written;
        }
        return isManifestWritten().orElseThrow(() -> new BrokenAnswer(ref + " existed, and is gone"));
    }

    /** Whether the event points at the manifest, if that is recorded. */
    public Optional<Boolean> isManifestWritten() throws IOException {
        var ref = folder.resolve(WRITTEN);
        var content = store.read(ref);
        return content.isEmpty() ? Optional.empty() : Optional.of(json.value(ref, content.get(), Boolean.class));
    }

    public boolean isAnnounced() throws IOException {
        return store.head(announced()).isPresent();
    }

    public void markAnnounced() throws IOException {
        store.put(announced(), new byte[0], "text/plain");
    }

    /** The records of an end that no manifest describes. */
    public Set<ObjectRef> recordsOfEnd() {
        return Set.of(folder.resolve(PLAN), folder.resolve(END), folder.resolve(WRITTEN), announced());
    }

    /** Writes a chunk of items. */
    Plan.ItemChunk write(List<?> items) throws IOException {
        var content = JsonRecords.write(items);
        var chunk = chunk(content, items);
        store.putIfAbsent(items(chunk.list()), zipped(content), "application/gzip");
        return chunk;
    }

    /** A chunk as {@link #write} would write it. */
    static Plan.ItemChunk unwritten(List<?> items) {
        return chunk(JsonRecords.write(items), items);
    }

    private static Plan.ItemChunk chunk(byte[] content, List<?> items) {
        return new Plan.ItemChunk(DigestUtils.sha256Hex(content), items.size());
    }

    List<PlannedItem> read(Plan.ItemChunk chunk) throws IOException {
        return Arrays.asList(read(chunk, PlannedItem[].class));
    }

    /** Items of an earlier export. */
    public List<DeltaItem> readEarlier(Plan.ItemChunk chunk) throws IOException {
        return Arrays.asList(read(chunk, DeltaItem[].class));
    }

    private <T> T read(Plan.ItemChunk chunk, Class<T> type) throws IOException {
        var ref = items(chunk.list());
        var zipped = store.read(ref).orElseThrow(() -> new BrokenAnswer(ref + " is gone"));
        var content = unzipped(ref, zipped);
        if (!DigestUtils.sha256Hex(content).equals(chunk.list())) {
            throw new BrokenAnswer(ref + " is not what was written");
        }
        return json.value(ref, content, type);
    }

    /** Records a finished part. The record of an earlier attempt stays; it has the same content. */
    public void record(Plan plan, int task, PartRecord part) throws IOException {
        write(part(task, part.part().number()), plan.required(), part);
    }

    public Optional<PartRecord> part(Plan plan, int task, int part) throws IOException {
        return read(part(task, plan.number(task, part)), PartRecord.class);
    }

    /** Records a finished task. */
    public void record(Plan plan, int task, ArchiveSummary done) throws IOException {
        write(task(task), plan.required(), done);
    }

    public Optional<ArchiveSummary> done(int task) throws IOException {
        return read(task(task), ArchiveSummary.class);
    }

    public boolean isDone(int task) throws IOException {
        return store.head(task(task)).isPresent();
    }

    /**
     * Whether all tasks are finished, asked by whoever finished one of them. The next task and the last one are likely to
     * be missing longest, so it asks for these before it lists the records, which takes a request a thousand.
     */
    public boolean areDone(int tasks, int finished) throws IOException {
        if (!isDone(finished % tasks + 1) || !isDone(tasks)) {
            return false;
        }
        int done = 0;
        for (var records = store.list(folder.resolve("tasks/")); records.hasNext(); records.next()) {
            done++;
        }
        return done >= tasks;
    }

    /** Reads the records of tasks 1 to {@code tasks}, all finished, in order. */
    public void forEachDone(int tasks, Consumer<ArchiveSummary> receiver) throws IOException {
        eachInOrder(store.concurrently().atMost(LARGE_RECORDS), IntStream.rangeClosed(1, tasks).boxed().iterator(),
                task -> done(task)
                        .orElseThrow(() -> new BrokenAnswer("the record of task " + task + " is gone")),
                receiver::accept);
    }

    /**
     * Reads the records of all parts, in order.
     *
     * @param parts the number of parts of each task
     */
    public void forEachPart(Plan plan, int[] parts, ConcurrentCalls.Receiver<PartRecord> receiver) throws IOException {
        var numbers = IntStream.rangeClosed(1, parts.length).boxed()
                .flatMap(
                        task -> IntStream.rangeClosed(1, parts[task - 1]).mapToObj(part -> new PartNumber(task, part)));
        eachInOrder(store.concurrently().atMost(LARGE_RECORDS), numbers.iterator(),
                number -> part(plan, number.task(), number.part())
                        .orElseThrow(() -> new BrokenAnswer("the record of a part is gone")),
                receiver);
    }

    /** @param part from 1 within its task */
    private record PartNumber(int task, int part) {}

    private static <I, O> void eachInOrder(ConcurrentCalls calls, Iterator<I> inputs, ConcurrentCalls.Call<I, O> call,
            ConcurrentCalls.Receiver<? super O> receiver) throws IOException {
        try {
            calls.run(inputs, call, receiver);
        } catch (InterruptedException e) {
            throw Interruption.asIo(e);
        }
    }

    /** How far the export has come: takes a request for a thousand records, and one for each task in progress. */
    public RecordedProgress progress(Plan plan) throws IOException {
        return RecordedProgress.of(plan, store.list(folder.resolve("tasks/")), store.list(folder.resolve("parts/")),
                (task, number) -> read(part(task, number), PartRecord.class)
                        .orElseThrow(() -> new BrokenAnswer("the record of a part is gone")));
    }

    /** Folder for the marks of attempts at one record. */
    public ObjectRef attempts(int task, String record) {
        return folder.resolve("attempts/" + number(task) + "/" + record + "/");
    }

    public ObjectRef announced() {
        return folder.resolve("announced");
    }

    /**
     * Deletes all objects in the folder except some. The plan goes last, because it says what the others need. Lists again
     * after each thousand, so memory does not grow with the export.
     */
    public void deleteExcept(Set<ObjectRef> kept) throws IOException {
        var plan = folder.resolve(PLAN);
        Set<ObjectRef> notYet = new HashSet<>(kept);
        notYet.add(plan);
        deletePages(notYet);
        if (!kept.contains(plan)) {
            store.delete(plan);
        }
    }

    private void deletePages(Set<ObjectRef> kept) throws IOException {
        List<ObjectRef> before = List.of();
        for (var page = page(kept); !page.isEmpty(); page = page(kept)) {
            if (page.equals(before)) {
                throw new BrokenAnswer(folder + " still lists what was deleted");
            }
            eachInOrder(store.concurrently(), page.iterator(), ref -> {
                store.delete(ref);
                return ref;
            }, _ -> {});
            before = page;
        }
    }

    private List<ObjectRef> page(Set<ObjectRef> kept) throws IOException {
        var page = new ArrayList<ObjectRef>();
        for (var objects = store.list(folder); page.size() < DELETED_AT_ONCE && objects.hasNext();) {
            var ref = objects.next().ref();
            if (!kept.contains(ref)) {
                page.add(ref);
            }
        }
        return page;
    }

    private ObjectRef items(String list) {
        return folder.resolve("items/" + list + ".json.gz");
    }

    private ObjectRef part(int task, int part) {
        return folder.resolve("parts/" + number(task) + "/" + number(part) + ".json");
    }

    private ObjectRef task(int task) {
        return folder.resolve("tasks/" + number(task) + ".json");
    }

    private static String number(int number) {
        return "%09d".formatted(number);
    }

    private boolean write(ObjectRef ref, RecordNeeds needs, Object record) throws IOException {
        return store.putIfAbsent(ref, JsonRecords.write(needs.header(), record), JSON);
    }

    private <T> Optional<T> read(ObjectRef ref, Class<T> type) throws IOException {
        var content = store.read(ref);
        return content.isEmpty() ? Optional.empty() : Optional.of(json.object(ref, content.get(), type));
    }

    private static byte[] zipped(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] unzipped(ObjectRef ref, byte[] zipped) throws BrokenAnswer {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return zip.readAllBytes();
        } catch (IOException e) {
            throw new BrokenAnswer(ref + " cannot be unpacked", e);
        }
    }
}
