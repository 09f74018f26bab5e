package io.maskexport.worker.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FollowedExportTest extends FollowTestBed {
    @Test
    void parts_are_unpacked_as_they_are_announced_and_the_manifest_comes_last() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png", "ds/ann/1.png.json");
        var two = part("p_part_0002.tar", "ds/img/2.png", META);
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, one);
            assertThat(files()).containsOnlyKeys("ds/img/1.png", "ds/ann/1.png.json");

            var outcome = finish(export, one, two);
            assertThat(outcome.differences()).isEmpty();
            assertThat(outcome.files()).isEqualTo(4);
        }
        assertThat(files()).containsOnlyKeys("ds/img/1.png", "ds/ann/1.png.json", "ds/img/2.png", META, "SHA256SUMS",
                "manifest.json").containsEntry("ds/img/2.png", "ds/img/2.png of p_part_0002.tar");
        assertThat(told).containsExactly("taken p_part_0001.tar", "taken p_part_0002.tar");
    }

    @Test
    void a_part_that_another_attempt_made_differently_is_replaced() throws IOException {
        var old = part("p_part_0001.tar", "ds/img/1.png", "ds/img/2.png");
        var other = part("p_part_0007.tar", "old/img/9.png");
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, old, other);
            var made = part("p_part_0001.tar", "ds/img/1.png");
            var next = part("p_part_0002.tar", "ds/img/2.png");
            Files.delete(object("p_part_0007.tar"));
            follow(export, next, made); // in the wrong order: 2.png is still in the first part
            assertThat(told)
                    .contains("left member-twice ds/img/2.png: is there already, and in out/a1/p_part_0002.tar");

            assertThat(finish(export, made, next).differences()).isEmpty();
        }
        assertThat(files()).containsOnlyKeys("ds/img/1.png", "ds/img/2.png", "SHA256SUMS", "manifest.json");
    }

    @Test
    void a_part_that_is_damaged_or_gone_is_left_until_the_end_and_then_named() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png");
        var two = part("p_part_0002.tar", "ds/img/2.png");
        var three = part("p_part_0003.tar", "ds/img/3.png");
        var bytes = Files.readAllBytes(object("p_part_0001.tar"));
        bytes[600] ^= 1;
        Files.write(object("p_part_0001.tar"), bytes);
        Files.writeString(object("p_part_0002.tar"), "short");
        Files.delete(object("p_part_0003.tar"));
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, one, two, three);
            assertThat(told).hasSize(3).allMatch(line -> line.startsWith("left part-"));

            assertThat(codes(finish(export, one, two, three))).containsExactly("part-sha256 out/a1/p_part_0001.tar",
                    "part-size out/a1/p_part_0002.tar", "part-missing out/a1/p_part_0003.tar");
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS");
        bytes[600] ^= 1;
        Files.write(object("p_part_0001.tar"), bytes);
        try (var directory = directory()) {
            assertThat(finish(export(directory), one).differences()).isEmpty();
        }
        assertThat(files()).containsOnlyKeys("SHA256SUMS", "ds/img/1.png", "manifest.json");
    }

    @Test
    void what_was_half_unpacked_is_taken_back_and_taken_again() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png");
        var two = part("p_part_0002.tar", "ds/img/2.png", "ds/deep/er/3.png");
        try (var directory = directory()) {
            follow(export(directory), one, two);
        }
        var records = folder.resolve("dir").resolve(TakenFiles.FOLDER);
        Files.move(records.resolve("p_part_0002.tar.taken"), records.resolve("p_part_0002.tar.taking"));
        Files.writeString(folder.resolve("dir/ds/img/2.png"), "ds");
        Files.delete(folder.resolve("dir/ds/deep/er/3.png"));
        Files.writeString(records.resolve("p_part_0003.tar.taking.partial"), "{");
        Files.writeString(records.resolve("p_part_0003.tar.download"), "half");
        told.clear();

        try (var directory = directory()) {
            assertThat(files()).containsOnlyKeys("ds/img/1.png");
            assertThat(finish(export(directory), one, two).differences()).isEmpty();
        }
        assertThat(told).containsExactly("taken p_part_0002.tar");
        assertThat(files()).containsEntry("ds/img/2.png", "ds/img/2.png of p_part_0002.tar");
    }

    @Test
    void a_part_whose_files_were_changed_since_is_taken_again() throws IOException {
        var one = part("p_part_0001.tar", "ds/img/1.png", "ds/img/2.png");
        try (var directory = directory()) {
            assertThat(finish(export(directory), one).differences()).isEmpty();
        }
        Files.delete(folder.resolve("dir/ds/img/2.png"));
        try (var directory = directory()) {
            assertThat(finish(export(directory), one).differences()).isEmpty();
        }
        assertThat(files()).containsKey("ds/img/2.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"key\":\"k\",\"bytes\":1,\"sha256\":\"s\"}\nnothing",
        "{\"key\":\"k\",\"bytes\":1,\"sha256\":\"s\"}\n7", "{", "null", "\0\0\0\0"})
    void a_record_that_a_power_failure_damaged_is_named(String content) throws IOException {
        try (var directory = directory()) {
            follow(export(directory), part("7_x.tar", "ds/img/a.jpg"));
        }
        var record = folder.resolve("dir/.mask-export/7_x.tar.taken");
        Files.writeString(record, content);
        assertThatThrownBy(this::directory).isInstanceOf(IOException.class)
                .hasMessageContaining("7_x.tar.taken is damaged");
    }

    @Test
    void a_damaged_record_of_the_export_is_named() throws IOException {
        try (var directory = directory()) {
            follow(export(directory), part("7_x.tar", "ds/img/a.jpg"));
        }
        for (var content : List.of("", "{", "null", "7")) {
            Files.writeString(folder.resolve("dir/.mask-export/export.json"), content);
            assertThatThrownBy(this::directory).isInstanceOf(IOException.class)
                    .hasMessageContaining("export.json is damaged; delete ");
        }
    }

    @Test
    void an_export_without_a_result_leaves_nothing() throws IOException {
        try (var directory = directory()) {
            var export = export(directory);
            follow(export, part("p.tar", "ds/img/1.png"));
            export.takeBack();
        }
        assertThat(folder.resolve("dir")).isEmptyDirectory();
    }

    @Test
    void a_directory_has_one_export_and_one_process() throws IOException {
        try (var directory = directory()) {
            follow(export(directory), part("p.tar", "ds/img/1.png"));
            assertThatThrownBy(this::directory).hasMessageContaining("is in use");
        }
        assertThatThrownBy(() -> UnpackDirectory.open(folder.resolve("dir"), "a2"))
                .hasMessageContaining("has the export a1; name another directory");
        assertThatThrownBy(() -> UnpackDirectory.open(folder.resolve("bucket"), ID))
                .hasMessageContaining("is not empty");
        try (var directory = directory()) {
            var elsewhere = new ArchivePart(1, "exports", "other/a1/q.tar", 1, "", "", 0, 0, "", "");
            follow(export(directory), elsewhere);
            assertThat(told).last().isEqualTo("left part-key other/a1/q.tar: in bucket exports");
        }
    }

    @Test
    void a_part_in_a_folder_of_another_name_is_not_taken() throws IOException {
        try (var directory = directory()) {
            follow(export(directory), new ArchivePart(1, "exports", "secret/q.tar", 1, "", "", 0, 0, "", ""));
        }
        assertThat(told).containsExactly("left part-key secret/q.tar: in bucket exports");
        assertThat(folder.resolve("dir")).isEmptyDirectory();
    }

    @Test
    void a_rejection_of_another_request_with_the_same_id_does_not_end_the_export() throws IOException {
        var rejected = new ExportRejected(ID, ReasonCode.REQUEST_ID_CONFLICT, "", List.of());
        var planned = new ExportPlanned(ID, 3, 1);
        var cancelled = new ExportCancelled(ID, new ObjectPointer("exports", "out/a1/manifest.json", ""));
        try (var directory = directory()) {
            var feed = new PartFeed(List.of(rejected, planned), feed(rejected, cancelled), export(directory), this);
            assertThat(feed.poll(Duration.ZERO)).containsExactly(planned);
            assertThat(feed.poll(Duration.ZERO)).isEmpty();
            assertThat(feed.poll(Duration.ZERO)).containsExactly(cancelled);

            var only = new PartFeed(List.of(rejected), feed(), export(directory), this);
            assertThat(only.poll(Duration.ZERO)).containsExactly(rejected);
        }
    }
}
