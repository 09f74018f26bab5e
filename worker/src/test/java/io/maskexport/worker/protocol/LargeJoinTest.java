package io.maskexport.worker.protocol;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.WarningCounts.WarningExample;
import io.maskexport.defect.Limits;
import io.maskexport.export.ConcurrentCalls;
import io.maskexport.export.ExportContext;
import io.maskexport.export.SourceFile;
import io.maskexport.render.Compat;
import io.maskexport.render.RenderOptions;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.bucket.UnusedStore;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.plan.BucketProject;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.PartRecord;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.WorkFolder;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** An export of 10,000 tasks and 5,000 parts, each with 200 warnings, is joined in a heap of 64 MB. */
class LargeJoinTest {
    private static final int TASKS = 10_000;
    private static final int WARNINGS = 200;

    @Test
    void a_million_warnings_in_five_thousand_parts_are_joined_in_a_heap_of_64_megabytes() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp",
                System.getProperty("java.class.path"), JoinProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).containsExactly("5000 parts, the last has number 5000 and item 10000",
                "1000000 warnings, 100 examples, the list has 1000000 lines");
    }

    /** Joins the export and prints what the manifest says. */
    static final class JoinProgram {
        private JoinProgram() {}

        public static void main(String[] arguments) throws Exception {
            var store = new RecordStore();
            var meta = "{\"classes\": [], \"tags\": []}".getBytes(UTF_8);
            var options = new RenderOptions(Set.of(), 1, OptionalInt.empty(), Compat.STRICT);
            var context = ExportContext.of(ProjectMetaReader.read(meta, Limits.defaults()), options,
                    Limits.defaults());
            var plan = new Plan("digest", request(), null, null, "1_p", false, 1, new SourceFile("meta.json", 2, "v"),
                    "inputs", Collections.nCopies(TASKS, new Plan.ItemChunk("list", 100)), true, List.of(),
                    new TreeMap<>(), null, null, null, List.of());
            var source = new BucketProject(store, request().source(), Limits.defaults());
            var export = new PlannedExport(store, plan, new WorkFolder(store, new ObjectRef("work", "id/"),
                    KnownFeatures.OF_THIS_BUILD),
                    new ObjectRef("exports", "id/"), source, meta, context);
            var content = new Join(export).manifest(TASKS).orElseThrow().content();
            if (content == null) {
                throw new AssertionError("no content");
            }
            var parts = content.parts();
            System.out.printf("%d parts, the last has number %d and item %s%n", parts.size(),
                    parts.getLast().number(), parts.getLast().firstItem());
            System.out.printf("%d warnings, %d examples, the list has %d lines%n", content.warnings().total(),
                    content.warnings().examples().size(), store.lines);
        }

        private static ExportRequested request() {
            var read = CommandReader.read(new RecordEnvelope(Map.of(), """
                    {"version": 1, "requestId": "id", "source": {"bucket": "projects", "prefix": "p/"},
                     "project": {"id": 1, "name": "p"}, "destination": {"bucket": "exports"}}""".getBytes(UTF_8)));
            if (read instanceof CommandResult.ValidCommand(ExportRequested request, var _, var _)) {
                return request;
            }
            throw new AssertionError(read);
        }
    }

    /** The records of all tasks, as formulas: every second task has made one part. Counts the lines that are written. */
    private static final class RecordStore extends UnusedStore {
        private static final List<WarningExample> EXAMPLES = IntStream.range(0, WARNINGS)
                .mapToObj(i -> new WarningExample("MISSING_ANNOTATION", "dataset/img/" + i + ".png",
                        "the image has no annotation"))
                .toList();
        private static final TreeMap<String, Long> COUNTS = new TreeMap<>(
                Map.of("MISSING_ANNOTATION", (long) WARNINGS));
        private static final ExportTotals TOTALS = new ExportTotals(100, 100, 0, 0,
                new ExportTotals.MaskCounts(0, 0, 0, 0), 1_000);
        private long lines;

        @Override
        public ConcurrentCalls concurrently() {
            return new ConcurrentCalls(16);
        }

        @Override
        public Optional<ObjectInfo> head(ObjectRef ref) {
            return Optional.of(info(ref));
        }

        @Override
        public Iterator<ObjectInfo> list(ObjectRef prefix) {
            return IntStream.rangeClosed(1, TASKS).mapToObj(task -> info(prefix.resolve(task + ".json"))).iterator();
        }

        private static ObjectInfo info(ObjectRef ref) {
            return new ObjectInfo(ref, 1, "etag", Instant.EPOCH);
        }

        @Override
        public Optional<byte[]> read(ObjectRef ref) {
            int task = Integer.parseInt(ref.key().split("[/.]")[2]);
            var part = new ArchivePart(task, "exports", "id/1_p_part_" + task + ".tar", 1_000, "sha256".repeat(10),
                    "etag", 100, 200, String.valueOf(task), String.valueOf(task));
            if (ref.key().startsWith("id/parts/")) {
                return Optional.of(JsonRecords.write(
                        new PartRecord(part, 100, true, TOTALS, COUNTS, EXAMPLES, null, null)));
            }
            return Optional.of(JsonRecords.write(task % 2 == 0
                    ? ArchiveSummary.of(part, TOTALS, COUNTS, EXAMPLES, null)
                    : ArchiveSummary.ofProject(new TreeMap<>(), List.of())));
        }

        @Override
        public ObjectWriter write(ObjectRef ref, String contentType) {
            return new ObjectWriter() {
                @Override
                public void write(int value) {
                    lines += value == '\n' && ref.key().endsWith("warnings.ndjson") ? 1 : 0;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    // The text of a line.
                }

                @Override
                public ObjectInfo commit() throws IOException {
                    return info(ref);
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
