package io.maskexport.worker.plan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.manifest.ArchiveSummary;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The plan of an export and its progress records: small objects, each written once, by the first worker that tries.
 *
 * <pre>
 * plan.json                   the frozen plan, or the end of an export without one
 * items/SHA256.json.gz        a chunk of items; named after its content
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

    /** What the records of a request's export need. */
    RecordNeeds needs(ExportRequested request) {
        return known.needed().apply(request);
    }

    /** Reads the records. */
    public StoredJson json() {
        return json;
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
    Plan.ItemChunk write(List<PlannedItem> items) throws IOException {
        var content = JsonRecords.write(items);
        var list = DigestUtils.sha256Hex(content);
        store.putIfAbsent(items(list), zipped(content), "application/gzip");
        return new Plan.ItemChunk(list, items.size());
    }

    List<PlannedItem> read(Plan.ItemChunk chunk) throws IOException {
        var ref = items(chunk.list());
        var zipped = store.read(ref).orElseThrow(() -> new BrokenAnswer(ref + " is gone"));
        var content = unzipped(ref, zipped);
        if (!DigestUtils.sha256Hex(content).equals(chunk.list())) {
            throw new BrokenAnswer(ref + " is not what was written");
        }
        return Arrays.asList(json.value(ref, content, PlannedItem[].class));
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

    /** Number of finished tasks. */
    public int tasksDone() throws IOException {
        return list("tasks/").size();
    }

    /** Folder for the marks of attempts at one record. */
    public ObjectRef attempts(int task, String record) {
        return folder.resolve("attempts/" + number(task) + "/" + record + "/");
    }

    public ObjectRef announced() {
        return folder.resolve("announced");
    }

    /** All objects in the folder. */
    public List<ObjectInfo> all() throws IOException {
        return list("");
    }

    private List<ObjectInfo> list(String below) throws IOException {
        var found = new ArrayList<ObjectInfo>();
        store.list(folder.resolve(below)).forEachRemaining(found::add);
        return found;
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
