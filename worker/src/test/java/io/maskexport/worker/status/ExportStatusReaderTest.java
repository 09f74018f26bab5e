package io.maskexport.worker.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

import io.maskexport.contracts.BucketLocation;
import io.maskexport.worker.bucket.DirectoryStore;
import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Records of real exports: two tasks of two items each, one task, a failure, a cancellation ahead of its request. */
class ExportStatusReaderTest {
    private static final Path RECORDS = Path.of("src/test/resources/io/maskexport/worker/plan/previous");
    private static final BucketLocation OUT = new BucketLocation("exports", "out/");

    @TempDir
    private Path buckets = Path.of("");
    private final ExportStatusReader reader = new ExportStatusReader(
            new DirectoryStore(() -> buckets), new ObjectRef("work", ""));

    @BeforeEach
    void copyRecords() throws IOException {
        try (var files = Files.walk(RECORDS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = buckets.resolve("work").resolve(RECORDS.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.createDirectories(buckets.resolve("work/.probes"));
    }

    private void remove(String... paths) throws IOException {
        for (var path : paths) {
            Files.delete(buckets.resolve("work").resolve(path));
        }
    }

    @Test
    void an_export_in_progress_has_come_as_far_as_its_finished_parts() throws IOException {
        remove("halves/end.json", "halves/tasks/000000002.json", "halves/parts/000000002/000000013.json",
                "halves/parts/000000002/000000012.json");

        assertThat(reader.of("halves", Optional.empty())).isEqualTo(new ExportStatus("halves", ExportState.RUNNING, 4L,
                3L, 2, 1, 3, null, null, "1970-01-01T00:00:00Z", null, "s3://exports/out/halves/"));

        remove("halves/parts/000000002/000000011.json", "halves/tasks/000000001.json",
                "halves/parts/000000001/000000002.json", "halves/parts/000000001/000000001.json");
        assertThat(reader.of("halves", Optional.empty())).isEqualTo(new ExportStatus("halves", ExportState.RUNNING, 4L,
                0L, 2, 0, 0, null, null, null, null, "s3://exports/out/halves/"));
    }

    @Test
    void an_export_that_ended_says_how() throws IOException {
        assertThat(reader.of("halves", Optional.empty())).satisfies(status -> {
            assertThat(status.state()).isEqualTo(ExportState.COMPLETED);
            assertThat(status.lastRecord()).isEqualTo("1970-01-01T00:00:00Z");
            assertThat(status.warnings()).isZero();
        });
        assertThat(reader.of("early", Optional.empty()).state()).isEqualTo(ExportState.CANCELLED);
        assertThat(reader.of("lacking", Optional.empty())).satisfies(status -> {
            assertThat(status.state()).isEqualTo(ExportState.FAILED);
            assertThat(status.detail()).startsWith("MISSING_META: there is no meta.json");
        });
    }

    @Test
    void a_manifest_tells_what_deleted_records_do_not() throws IOException {
        var manifest = Files.createDirectories(buckets.resolve("exports/out/whole")).resolve("manifest.json");
        Files.move(buckets.resolve("work/whole/end.json"), manifest);
        try (var files = Files.walk(buckets.resolve("work/whole"))) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }

        assertThat(reader.of("whole", Optional.empty()).state()).isEqualTo(ExportState.UNKNOWN);
        assertThat(reader.of("whole", Optional.of(OUT)).state()).isEqualTo(ExportState.COMPLETED);
        var ended = new ArrayList<ExportStatus>();
        reader.forEachEnded(OUT, ended::add);
        assertThat(ended).containsExactly(reader.of("whole", Optional.of(OUT)));
    }

    @Test
    void what_another_version_wrote_is_told_and_the_others_are_listed() throws IOException {
        var plan = buckets.resolve("work/whole/plan.json");
        Files.writeString(plan, Files.readString(plan).replaceFirst("\\{", "{\"format\":99,"));
        Files.delete(buckets.resolve("work/early/plan.json"));
        Files.delete(buckets.resolve("work/early/end.json"));

        var all = new ArrayList<ExportStatus>();
        reader.forEachRecorded(all::add);
        assertThat(all).extracting(status -> status.requestId() + " " + status.state().wire())
                .containsExactlyInAnyOrder("early taken", "halves completed", "lacking failed", "whole other-version");
    }
}
