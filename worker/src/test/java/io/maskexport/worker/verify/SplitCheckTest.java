package io.maskexport.worker.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maskexport.contracts.JsonRecords;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SplitCheckTest {
    @TempDir
    private Path folder = Path.of("");

    private IndexedExport rendered(boolean index) throws Exception {
        var export = new IndexedExport(folder);
        for (int i = 0; i < 20; i++) {
            export.item("%02d.png".formatted(i));
        }
        export.renderWith(index, "--split", "train=50%,val=50%", "--masks", "machine");
        return export;
    }

    /** Changes the list of a set, and makes the manifest match, as a faulty program would. */
    private static void replace(IndexedExport export, List<String> lines) throws Exception {
        var text = String.join("\n", lines) + "\n";
        Files.writeString(export.out.resolve("split_train.txt"), text);
        var manifest = JsonRecords.read(Files.readAllBytes(export.out.resolve("manifest.json")), JsonNode.class);
        ((ObjectNode) manifest.at("/content/splits/0")).put("items", lines.size());
        ((ObjectNode) manifest.at("/content/splits/0/list")).put("sha256", DigestUtils.sha256Hex(text));
        Files.write(export.out.resolve("manifest.json"), JsonRecords.writePretty(manifest));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_list_that_lacks_an_item_or_has_another_order_is_found(boolean index) throws Exception {
        var export = rendered(index);
        var lines = Files.readAllLines(export.out.resolve("split_train.txt"));
        assertThat(lines).hasSizeBetween(3, 17);
        replace(export, lines.reversed());
        assertThat(export.codes()).containsExactly(DifferenceCode.SPLIT_LIST);
        replace(export, lines.subList(1, lines.size()));
        assertThat(export.codes()).isEqualTo(index ? Set.of(DifferenceCode.SPLIT_LIST) : Set.of());
        replace(export, lines);
        assertThat(export.codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ds/img/99.png", "ds/img/00.png"})
    void a_line_too_many_is_found(String line) throws Exception {
        var export = rendered(true);
        var lines = Files.readAllLines(export.out.resolve("split_train.txt"));
        replace(export, Stream.concat(lines.stream(), Stream.of(line)).toList());
        assertThat(export.codes()).containsExactly(DifferenceCode.SPLIT_LIST);
    }

    @Test
    void a_list_that_is_changed_or_missing_is_found() throws Exception {
        var export = rendered(true);
        var list = export.out.resolve("split_val.txt");
        var text = Files.readString(list);
        Files.writeString(list, text + "ds/img/99.png\n");
        assertThat(export.codes()).containsExactly(DifferenceCode.SPLIT_LIST);
        Files.delete(list);
        assertThat(export.codes()).containsExactly(DifferenceCode.SPLIT_LIST);
    }

    @Test
    void clean_removes_the_lists_of_the_sets_before() throws Exception {
        var export = rendered(true);
        export.render("--clean");
        assertThat(export.out.resolve("split_val.txt")).doesNotExist();
        assertThat(export.out.resolve("manifest.json")).exists();
    }
}
