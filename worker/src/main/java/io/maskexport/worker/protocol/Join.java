package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.defect.DefectException;
import io.maskexport.export.OutputCount;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.manifest.ExportTally;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.TaskRecord;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Puts the finished tasks of an export together. Whoever does it gets the same bytes. */
final class Join {
    private final PlannedExport export;

    Join(PlannedExport export) {
        this.export = export;
    }

    /**
     * What the whole export is, when the last task is finished; also writes what lies beside the parts.
     *
     * @throws DefectException {@code OUTPUT_LIMIT}, {@code TOO_MANY_FAILED_ITEMS}
     */
    Optional<Manifest> manifest() throws IOException, DefectException {
        var plan = export.plan();
        if (export.folder().tasksDone() < plan.tasks()) {
            return Optional.empty();
        }
        var tasks = new ArrayList<TaskRecord>();
        for (int task = 1; task <= plan.tasks(); task++) {
            tasks.add(done(task));
        }
        var all = tasks.stream().reduce(projectWarnings(), TaskRecord::and);
        var output = new OutputCount(export.context().limits());
        for (var part : all.parts()) {
            output.add(part.members(), part.bytes());
        }
        plan.check(all.failed());
        var parts = IntStream.range(0, all.parts().size()).mapToObj(i -> numbered(all.parts().get(i), i + 1)).toList();
        write(ExportFileNames.SUMS, sums(parts), "text/plain");
        var warnings = WarningCounts.needsList(all.counts(), all.examples())
                ? listed(all, tasks)
                : WarningCounts.of(all.counts(), all.examples(), null);
        var content = new Manifest.ExportContent(plan.inputDigest(), export.context().meta().needsSixteenBits(),
                classMap(),
                parts,
                all.totals(), warnings, plan.pinned().changed());
        return Optional.of(plan.saying(Manifest.completed(plan.request(), plan.requestDigest(), content)));
    }

    private TaskRecord done(int task) throws IOException {
        return export.folder().done(task)
                .orElseThrow(() -> new BrokenAnswer("the record of task " + task + " is gone"));
    }

    private TaskRecord projectWarnings() {
        var planned = export.plan().warningCounts();
        var counts = planned == null ? ExportTally.counts(export.plan().warnings()) : planned;
        var none = TaskRecord.NONE;
        return new TaskRecord(none.parts(), none.totals(), counts, none.examples(), null)
                .and(new TaskRecord(none.parts(), none.totals(), none.counts(), export.plan().warnings(), null));
    }

    private static ArchivePart numbered(ArchivePart part, int number) {
        return new ArchivePart(number, part.bucket(), part.key(), part.bytes(), part.sha256(), part.etag(),
                part.items(),
                part.members(), part.firstItem(), part.lastItem());
    }

    /** In the format of {@code sha256sum -c}. */
    private static byte[] sums(List<ArchivePart> parts) {
        return parts.stream().map(part -> part.sha256() + "  " + part.key().substring(part.key().lastIndexOf('/') + 1))
                .collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8);
    }

    private List<Manifest.ClassEntry> classMap() {
        return export.context().meta().classes().stream()
                .map(c -> Manifest.ClassEntry.of(c.title(), c.index(), c.rgb()))
                .toList();
    }

    private void write(String name, byte[] content, String type) throws IOException {
        export.store().put(export.destination().resolve(name), content, type);
    }

    /** Writes the warnings, a line each. */
    private WarningCounts listed(TaskRecord all, List<TaskRecord> tasks) throws IOException {
        var digest = DigestUtils.getSha256Digest();
        var counts = new TreeMap<String, Long>();
        var ref = export.destination().resolve(ExportFileNames.WARNINGS);
        try (var writer = export.store().write(ref, "application/x-ndjson")) {
            var lines = new WarningLines(writer, digest, counts);
            lines.write(export.plan().warnings());
            for (int task = 1; task <= tasks.size(); task++) {
                for (int part = 1; part <= tasks.get(task - 1).parts().size(); part++) {
                    lines.write(export.folder().part(export.plan(), task, part).orElseThrow(
                            () -> new BrokenAnswer("the record of a part is gone")).warnings());
                }
            }
            writer.commit();
        }
        var list = new ObjectPointer(ref.bucket(), ref.key(), Hex.encodeHexString(digest.digest()));
        return WarningCounts.of(all.counts(), all.examples(), list, counts);
    }

    /** Writes warnings and sums up what it writes. */
    private record WarningLines(OutputStream out, MessageDigest digest, Map<String, Long> counts) {
        void write(List<WarningCounts.WarningExample> warnings) throws IOException {
            for (var warning : warnings) {
                var line = (new String(JsonRecords.write(warning), UTF_8) + "\n").getBytes(UTF_8);
                digest.update(line);
                out.write(line);
                counts.merge(warning.code(), 1L, Long::sum);
            }
        }
    }
}
