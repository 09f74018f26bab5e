package io.maskexport.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.archive.CommitOutputStream;
import io.maskexport.archive.PartedArchive;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Parts in the layout of WebDataset, read by its rules. */
class ShardTest {
    private static final RenderOptions OPTIONS = new RenderOptions(EnumSet.of(MaskKind.MACHINE, MaskKind.INSTANCE,
            MaskKind.CLASS, MaskKind.PALETTE, MaskKind.INSTANCE_ID, MaskKind.SEMANTIC_RGB), 2, OptionalInt.empty(),
            Compat.STRICT).with(Layout.WEBDATASET);
    private static final String ANNOTATION = """
            {"size": {"width": 9, "height": 9}, "tags": [], "objects": [
            {"classTitle": "Car.v2", "points": {"exterior": [[1, 1], [5, 5]], "interior": []}},
            {"classTitle": "Car.v2", "points": {"exterior": [[2, 2], [7, 7]], "interior": []}}]}""";

    private static MemoryProject project(String... names) {
        var project = new MemoryProject().put("meta.json", """
                {"classes": [{"title": "Car.v2", "shape": "rectangle", "color": "#0102FF"}], "tags": []}""");
        for (var name : names) {
            project.put(name.replace("/", "/img/"), "x" + name).put(name.replace("/", "/ann/") + ".json", ANNOTATION);
        }
        return project;
    }

    /** The shards of an export, and its warnings. */
    private record Shards(List<byte[]> parts, List<RenderedItem> items) {
        static Shards of(ProjectSource project, RenderOptions options, long partBytes) throws Exception {
            var parts = new ArrayList<byte[]>();
            var items = new ArrayList<RenderedItem>();
            var export = new LocalExport(project, options, List.of(), Selection.ALL, Limits.defaults());
            try (var pool = new RenderPool(2, JpegBackend.JDK, Limits.defaults());
                    var archive = new PartedArchive(_ -> new Part(parts), partBytes, false,
                            options.layout() == Layout.WEBDATASET)) {
                export.write(group -> archive.add(group), pool, new ByteBudget(64L << 20), ExportListener.NONE,
                        items::add);
                archive.finish(true);
            }
            return new Shards(parts, items);
        }

        List<ShardReader.Sample> samples() throws IOException {
            var samples = new ArrayList<ShardReader.Sample>();
            for (var part : parts) {
                samples.addAll(ShardReader.read(part));
            }
            return samples;
        }

        List<String> keys() throws IOException {
            return samples().stream().map(ShardReader.Sample::key).toList();
        }
    }

    private static final class Part extends CommitOutputStream<Integer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<byte[]> parts;

        Part(List<byte[]> parts) {
            this.parts = parts;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] content, int offset, int length) {
            bytes.write(content, offset, length);
        }

        @Override
        public Integer commit() {
            parts.add(bytes.toByteArray());
            return parts.size();
        }

        @Override
        public void close() {
            // What was not committed is dropped.
        }
    }

    @Test
    void the_files_of_an_item_are_a_sample() throws Exception {
        var sample = Shards.of(project("d/a.JPG"), OPTIONS, 1 << 20).samples().getFirst();
        assertThat(sample.key()).isEqualTo("d/a");
        assertThat(sample.files()).containsOnlyKeys("img.jpg", "json", "machine.png", "semantic_rgb.png",
                "instances.car.v2.png", "instances.car.v2_01.png", "palette.png", "classes.car.v2.png",
                "instance_ids.png");
        assertThat(sample.files().get("img.jpg")).asString().isEqualTo("xd/a.JPG");
        assertThat(sample.files().get("json")).asString().isEqualTo(ANNOTATION);
    }

    @Test
    void the_masks_are_those_of_the_other_layout() throws Exception {
        var project = project("d/a.png", "d/b.c.png", "e/ü.png");
        var folders = Shards.of(project, OPTIONS.with(Layout.SUPERVISELY), 1 << 20);
        var shards = Shards.of(project, OPTIONS, 1 << 20);
        for (int i = 0; i < 3; i++) {
            assertThat(shards.items().get(i).members().members().stream()
                    .map(member -> Arrays.hashCode(member.content())).toList())
                    .isEqualTo(folders.items().get(i).members().members().stream()
                            .map(member -> Arrays.hashCode(member.content())).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10_240, 20_000, 40_000, 1 << 20})
    void each_part_is_an_archive_of_whole_samples(long partBytes) throws Exception {
        var names = new String[30];
        Arrays.setAll(names, i -> "d%d/%03d.png".formatted(i % 3, i));
        var shards = Shards.of(project(names), OPTIONS, partBytes);
        assertThat(shards.parts()).allMatch(part -> part.length <= partBytes).allMatch(ShardTest::endsWithZeroBlocks);
        assertThat(shards.parts().size() > 1).isEqualTo(partBytes < 100_000);
        assertThat(shards.keys()).hasSize(30).doesNotHaveDuplicates();
        assertThat(shards.samples()).allMatch(sample -> sample.files().size() == 9);
    }

    private static boolean endsWithZeroBlocks(byte[] part) {
        for (int i = part.length - 1_024; i < part.length; i++) {
            if (part[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void an_export_without_items_has_no_shard() throws Exception {
        assertThat(Shards.of(project(), OPTIONS, 1 << 20).parts()).isEmpty();
    }

    /** Keys keep the names that they can. */
    @ParameterizedTest
    @CsvSource({"a.png, d/a", "été.png, d/été", "A B.png, d/A B", "a.b.png, d/a_b_png~",
        ".hidden.png, d/_hidden_png~", "a~0123456789abcdef.png, d/a~0123456789abcdef_png~"})
    void a_key_has_no_dot(String name, String key) throws Exception {
        var shards = Shards.of(project("d/" + name), OPTIONS, 1 << 20);
        assertThat(shards.keys().getFirst()).startsWith(key);
        assertThat(shards.keys()).hasSize(1);
        var changed = shards.items().getFirst().warnings().stream()
                .filter(warning -> warning.defect().code() == DefectCode.NAME_CHANGED).toList();
        assertThat(changed).hasSize(key.equals("d/" + name.replace(".png", "")) ? 0 : 1);
    }

    @Test
    void a_folder_that_readers_pass_over_gets_another_name() throws Exception {
        assertThat(Shards.of(project("__x__/a.png"), OPTIONS, 1 << 20).keys().getFirst()).matches("___x__~.*/a");
    }

    @Test
    void keys_are_unique_whatever_items_are_called() throws Exception {
        var random = new Random(20_261_130);
        var alphabet = List.of("a", "b", ".", "_", "~", "A", "é", "e\u0301", ".png", ".jpg", ".txt", "~2");
        var project = project();
        var paths = new HashSet<String>();
        for (int i = 0; i < 400; i++) {
            var name = random.ints(1 + random.nextInt(4), 0, alphabet.size()).mapToObj(alphabet::get)
                    .collect(Collectors.joining());
            var dataset = List.of("d", "d.e", "d/datasets/e").get(random.nextInt(3));
            if (Set.of(".", "..").contains(name) || !paths.add(dataset + name)) {
                continue;
            }
            if (random.nextInt(4) > 0) {
                project.put(dataset + "/img/" + name, "x");
            }
            if (random.nextInt(3) > 0) {
                project.put(dataset + "/ann/" + name + ".json", ANNOTATION);
            }
        }
        var shards = Shards.of(project, OPTIONS, 50_000);
        assertThat(shards.items()).hasSizeGreaterThan(200);
        assertThat(shards.keys()).hasSize(shards.items().size()).doesNotHaveDuplicates();
        assertThat(shards.keys().stream().map(key -> key.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
    }

    @Test
    void the_key_of_an_item_does_not_depend_on_items_of_other_names() throws Exception {
        var few = Shards.of(project("d/a.b.png", "d/c.png"), OPTIONS, 1 << 20).keys();
        assertThat(Shards.of(project("d/a.b.png", "d/a_b.png", "d/c.png", "d/z.png"), OPTIONS, 1 << 20).keys())
                .containsAll(few);
    }
}
