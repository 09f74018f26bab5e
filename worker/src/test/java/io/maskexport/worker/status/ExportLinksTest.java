package io.maskexport.worker.status;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.maskexport.worker.bucket.DirectoryStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.status.ExportLinks.FileLink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** With the records of real exports; a link is the object's own name here. */
class ExportLinksTest {
    private static final Path RECORDS = Path.of("src/test/resources/io/maskexport/worker/plan/previous");

    @TempDir
    private Path buckets = Path.of("");
    private final ExportLinks links = new ExportLinks(
            new ExportStatusReader(new DirectoryStore(() -> buckets), new ObjectRef("work", "")),
            object -> URI.create(object.toString()));

    @BeforeEach
    void copyRecords() throws IOException {
        for (var id : new String[] {"halves", "lacking"}) {
            for (var name : new String[] {"plan.json", "end.json"}) {
                var copy = buckets.resolve("work").resolve(id).resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(RECORDS.resolve(id).resolve(name), copy);
            }
        }
    }

    @Test
    void a_completed_export_has_its_manifest_and_its_parts_in_order() throws IOException {
        assertThat(links.of("halves")).allSatisfy(
                file -> assertThat(file.link()).hasToString("s3://exports/out/halves/" + file.name()))
                .extracting(FileLink::name).containsExactly("manifest.json", "7_test_part_0001.tar",
                        "7_test_part_0002.tar", "7_test_part_0011.tar", "7_test_part_0012.tar",
                        "7_test_part_0013.tar");
    }

    @Test
    void a_failed_export_has_its_manifest() throws IOException {
        assertThat(links.of("lacking")).extracting(FileLink::name).containsExactly("manifest.json");
    }

    @Test
    void an_export_under_way_has_nothing_yet() throws IOException {
        Files.delete(buckets.resolve("work/halves/end.json"));
        assertThat(links.of("halves")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "../halves", "halves/", "id=halves", "\u0000"})
    void what_is_no_known_id_has_nothing(String id) throws IOException {
        assertThat(links.of(id)).isEmpty();
    }

    @Test
    void a_manifest_opens_nothing_outside_of_the_folder_of_its_export() throws IOException {
        var end = buckets.resolve("work/halves/end.json");
        var manifest = buckets.resolve("exports/out/halves/manifest.json");
        Files.createDirectories(manifest.getParent());
        Files.writeString(manifest, Files.readString(end)
                .replace("out/halves/7_test_part_0001", "out/others/7_test_part_0001")
                .replaceFirst("\"bucket\":\"exports\",\"key\":\"out/halves/7_test_part_0002",
                        "\"bucket\":\"secrets\",\"key\":\"out/halves/7_test_part_0002"));
        Files.delete(end);
        assertThat(links.of("halves")).hasSize(4)
                .allSatisfy(file -> assertThat(file.link()).asString().startsWith("s3://exports/out/halves/"));
    }
}
