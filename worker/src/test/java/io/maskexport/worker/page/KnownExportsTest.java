package io.maskexport.worker.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.maskexport.worker.bucket.DirectoryStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.status.ExportStatus;
import io.maskexport.worker.status.ExportStatusReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KnownExportsTest {
    private static final Path ENDED = Path.of("src/test/resources/io/maskexport/worker/plan/previous/early");

    @TempDir
    private Path buckets = Path.of("");
    private Instant now = Instant.EPOCH;
    private final KnownExports exports = new KnownExports(
            new ExportStatusReader(new DirectoryStore(() -> buckets), new ObjectRef("work", "")), () -> now);

    private void ended(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var folder = Files.createDirectories(buckets.resolve("work/ended-%04d".formatted(i)));
            for (var name : new String[] {"plan.json", "end.json"}) {
                Files.copy(ENDED.resolve(name), folder.resolve(name));
            }
        }
    }

    @Test
    void ended_exports_do_not_hide_those_under_way() throws IOException {
        ended(2 * KnownExports.MOST_READ + 1);
        Files.writeString(Files.createDirectories(buckets.resolve("work/under-way/attempts")).resolve("1"), "{}");

        assertThat(exports.lists()).satisfies(lists -> {
            assertThat(lists.running()).isEmpty();
            assertThat(lists.ended()).hasSize(KnownExports.MOST_READ);
            assertThat(lists.more()).isEqualTo(KnownExports.MOST_READ + 2);
        });
        now = now.plus(Duration.ofMinutes(1));
        exports.lists();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(exports.lists()).satisfies(lists -> {
            assertThat(lists.running()).extracting(ExportStatus::requestId).containsExactly("under-way");
            assertThat(lists.ended()).hasSize(KnownExports.MOST_SHOWN);
            assertThat(lists.more()).isEqualTo(KnownExports.MOST_READ + 1);
        });
    }
}
