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

import io.maskexport.contracts.Json;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.Part;
import io.maskexport.contracts.Warnings;
import io.maskexport.defect.DefectException;
import io.maskexport.export.OutputCount;
import io.maskexport.worker.failure.BrokenAnswer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Puts the finished tasks of an export together. Whoever does it gets the same bytes. */
final class Join {
    private final Export export;

    Join(Export export) {
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
        write(Settlement.SUMS, sums(parts), "text/plain");
        var warnings = Warnings.needsList(all.counts(), all.examples())
                ? listed(all, tasks)
                : Warnings.of(all.counts(), all.examples(), null);
        var content = new Manifest.Content(plan.inputDigest(), export.context().meta().needsSixteenBits(), classMap(),
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
        var counts = planned == null ? Tally.counts(export.plan().warnings()) : planned;
        var none = TaskRecord.NONE;
        return new TaskRecord(none.parts(), none.totals(), counts, none.examples(), null)
                .and(new TaskRecord(none.parts(), none.totals(), none.counts(), export.plan().warnings(), null));
    }

    private static Part numbered(Part part, int number) {
        return new Part(number, part.bucket(), part.key(), part.bytes(), part.sha256(), part.etag(), part.items(),
                part.members(), part.firstItem(), part.lastItem());
    }

    /** In the format of {@code sha256sum -c}. */
    private static byte[] sums(List<Part> parts) {
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
    private Warnings listed(TaskRecord all, List<TaskRecord> tasks) throws IOException {
        var digest = Digests.sha256();
        var counts = new TreeMap<String, Long>();
        var ref = export.destination().resolve(Settlement.WARNINGS);
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
        var list = new ObjectPointer(ref.bucket(), ref.key(), Digests.hex(digest.digest()));
        return Warnings.of(all.counts(), all.examples(), list, counts);
    }

    /** Writes warnings and sums up what it writes. */
    private record WarningLines(OutputStream out, MessageDigest digest, Map<String, Long> counts) {
        void write(List<Warnings.Example> warnings) throws IOException {
            for (var warning : warnings) {
                var line = (new String(Json.write(warning), UTF_8) + "\n").getBytes(UTF_8);
                digest.update(line);
                out.write(line);
                counts.merge(warning.code(), 1L, Long::sum);
            }
        }
    }
}
