package io.maskexport.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProjectLayoutTest {
    private static final Path PROJECTS = Path.of("test/resources/corpus/projects");

    @TempDir
    private Path root = Path.of("");

    @Test
    void datasets_are_found_whatever_their_names_end_with() throws Exception {
        assertThat(names(edgeCase("dataset-name-suffix")))
                .containsExactly("big_seg", "blob", "johann", "metadata", "myimg", "ok");
    }

    @Test
    void nested_datasets_are_named_without_the_datasets_parts() throws Exception {
        var datasets = datasets(new LocalProject(PROJECTS.resolve("geometry-fuzz")));
        assertThat(datasets).extracting(Dataset::name).contains("ds0/child", "ds0/child/глубже");
        assertThat(datasets).extracting(Dataset::folder).contains("ds0/datasets/child/datasets/глубже");
        assertThat(datasets).extracting(Dataset::source).contains("ds0/datasets/child/datasets/глубже/");
    }

    @Test
    void a_chosen_dataset_brings_the_datasets_below_it() throws Exception {
        var project = project("a/img/x.png", "a/datasets/b/img/x.png", "a/datasets/b/datasets/c/img/x.png",
                "ab/img/x.png");
        assertThat(names(project, "a/b")).containsExactly("a/b", "a/b/c");
        assertThat(names(project, "a")).containsExactly("a", "a/b", "a/b/c");
        assertThat(names(project)).containsExactly("a", "a/b", "a/b/c", "ab");
    }

    @Test
    void an_unknown_dataset_ends_the_export() throws Exception {
        var project = project("a/img/x.png");
        assertThatThrownBy(() -> datasets(project, "a", "b")).isInstanceOfSatisfying(
                DefectException.class, e -> assertThat(e.code()).isEqualTo(DefectCode.UNKNOWN_DATASET));
    }

    @Test
    void an_empty_project_has_no_datasets() throws Exception {
        assertThat(names(edgeCase("empty-project"))).isEmpty();
    }

    @Test
    void other_folders_of_a_dataset_are_its_content_and_no_datasets() throws Exception {
        var project = project("d/img/x.png", "d/meta/img/x.png", "d/seg/img/x.png", "d/blob/img/x.png",
                "d/img_info/img/x.png", "d/masks_machine/img/x.png", "d/img/ann/img/x.png");
        assertThat(names(project)).containsExactly("d");
        assertThat(names(edgeCase("masks-folder-present"))).containsExactly("ds");
    }

    @Test
    void a_dataset_with_a_dangerous_name_gets_a_safe_folder_and_says_so() throws Exception {
        var dataset = datasets(project("a:b/img/x.png", "a_b/img/x.png"), "a:b").getFirst();
        assertThat(dataset.name()).isEqualTo("a:b");
        assertThat(dataset.folder()).isEqualTo("a_b~2");
        assertThat(dataset.defects()).extracting(Defect::code).containsExactly(DefectCode.NAME_CHANGED);
    }

    @Test
    void datasets_come_in_path_order() throws Exception {
        assertThat(names(project("b/img/x.png", "a-/img/x.png", "a/img/x.png", "😀/img/x.png", "\uff5e/img/x.png")))
                .containsExactly("a-", "a", "b", "\uff5e", "😀");
    }

    @Test
    void an_image_without_annotation_is_an_item_that_says_so() throws Exception {
        var items = items(edgeCase("missing-ann"));
        assertThat(items).extracting(Item::name).containsExactly("a.png", "b.png", "c.png", "z.png");
        assertThat(items.get(1).annotation()).isEmpty();
        assertThat(codes(items.get(1))).containsExactly(DefectCode.MISSING_ANNOTATION);
        assertThat(codes(items.get(0))).isEmpty();
    }

    @Test
    void a_dataset_with_images_only_is_not_lost() throws Exception {
        var items = items(project("d/img/x.png"));
        assertThat(items).hasSize(1);
        assertThat(codes(items.getFirst())).containsExactly(DefectCode.MISSING_ANNOTATION);
    }

    @Test
    void where_there_are_no_images_annotations_are_the_items() throws Exception {
        var item = items(project("d/ann/x.png.json")).getFirst();
        assertThat(item.name()).isEqualTo("x.png");
        assertThat(item.stem()).isEqualTo("x");
        assertThat(item.image()).isEmpty();
        assertThat(item.masked()).isTrue();
        assertThat(codes(item)).containsExactly(DefectCode.MISSING_IMAGE);
    }

    @Test
    void an_annotation_without_image_among_images_is_kept_and_reported() throws Exception {
        var orphan = items(project("d/img/x.png", "d/ann/x.png.json", "d/ann/y.png.json")).getLast();
        assertThat(orphan.name()).isEqualTo("y.png");
        assertThat(orphan.annotationName()).isEqualTo("y.png.json");
        assertThat(orphan.masked()).isFalse();
        assertThat(codes(orphan)).containsExactly(DefectCode.MISSING_IMAGE);
    }

    @Test
    void the_annotation_of_an_image_may_lack_the_images_extension() throws Exception {
        var item = items(project("d/img/x.jpg", "d/ann/x.json")).getFirst();
        assertThat(item.annotation()).map(SourceFile::path).contains("d/ann/x.json");
        assertThat(item.annotationName()).isEqualTo("x.json");
    }

    @Test
    void the_newer_name_of_an_annotation_wins() throws Exception {
        var items = items(project("d/img/x.jpg", "d/ann/x.json", "d/ann/x.jpg.json"));
        assertThat(items.getFirst().annotation()).map(SourceFile::path).contains("d/ann/x.json");
        assertThat(items.getLast().annotation()).map(SourceFile::path).contains("d/ann/x.jpg.json");
    }

    @Test
    void two_images_may_share_an_old_annotation_and_get_a_copy_each() throws Exception {
        var items = items(project("d/img/x.jpg", "d/img/x.png", "d/ann/x.json"));
        assertThat(items).extracting(Item::annotationName).containsExactly("x.jpg.json", "x.png.json");
        assertThat(items).extracting(Item::annotation).allMatch(Optional::isPresent);
    }

    @ParameterizedTest
    @CsvSource({"caf\u00e9.png, cafe\u0301.png.json", "cafe\u0301.png, caf\u00e9.png.json",
        "caf\u00e9.png, cafe\u0301.json",
        "cafe\u0301.png, caf\u00e9.json", "\u1e69.png, s\u0307\u0323.png.json", "\u212b.png, A\u030a.png.json",
        "\ud55c.png, \u1112\u1161\u11ab.png.json"})
    void names_pair_whatever_their_unicode_normal_form(String image, String annotation) throws Exception {
        var item = items(new MemoryProject().put("d/img/" + image, "x").put("d/ann/" + annotation, "x")).getFirst();
        var name = Normalizer.normalize(image, Normalizer.Form.NFC);
        assertThat(item.annotation()).map(SourceFile::path).contains("d/ann/" + annotation);
        assertThat(item.name()).isEqualTo(name);
        assertThat(item.annotationName()).isEqualTo(name + ".json");
        assertThat(codes(item)).isEqualTo(name.equals(image) ? List.of() : List.of(DefectCode.NAME_CHANGED));
    }

    @Test
    void of_two_spellings_of_an_annotation_the_equal_one_wins_and_the_other_is_named() throws Exception {
        var items = items(new MemoryProject().put("d/img/\u00e9.png", "x").put("d/ann/e\u0301.png.json", "x")
                .put("d/ann/\u00e9.png.json", "x"));
        assertThat(items).hasSize(2);
        assertThat(items.getFirst().name()).isEqualTo("\u00e9~2.png");
        assertThat(codes(items.getFirst())).containsExactly(DefectCode.NAME_CHANGED, DefectCode.MISSING_IMAGE);
        assertThat(items.getLast().annotation()).map(SourceFile::path).contains("d/ann/\u00e9.png.json");
    }

    @Test
    void of_two_spellings_of_an_image_the_equal_one_wins_and_the_other_is_named() throws Exception {
        var items = items(new MemoryProject().put("d/img/e\u0301.png", "x").put("d/img/\u00e9.png", "x")
                .put("d/ann/\u00e9.png.json", "x"));
        assertThat(items).extracting(Item::name).containsExactly("\u00e9~2.png", "\u00e9.png");
        assertThat(codes(items.getFirst())).containsExactly(DefectCode.NAME_CHANGED, DefectCode.MISSING_ANNOTATION);
        assertThat(codes(items.getLast())).isEmpty();
    }

    @Test
    void both_spellings_of_image_and_annotation_pair_as_they_are() throws Exception {
        var items = items(new MemoryProject().put("d/img/e\u0301.png", "x").put("d/img/\u00e9.png", "x")
                .put("d/ann/e\u0301.png.json", "x").put("d/ann/\u00e9.png.json", "x"));
        assertThat(items).extracting(item -> item.annotation().orElseThrow().path())
                .containsExactly("d/ann/e\u0301.png.json", "d/ann/\u00e9.png.json");
    }

    @Test
    void an_annotation_without_image_is_not_taken_for_that_of_a_renamed_one() throws Exception {
        var items = items(new MemoryProject().put("d/img/a:.png", "x").put("d/img/b.png", "x").put("d/ann/a_.json", "x")
                .put("d/ann/b.json", "x").put("d/ann/b.png.json", "x"));
        assertThat(items).extracting(Item::name).containsExactly("a_.png", "a_~2", "b", "b.png");
        assertThat(items).extracting(Item::annotationName).containsExactly("", "a_~2.json", "b.json", "b.png.json");
    }

    @Test
    void no_two_annotations_have_one_name() throws Exception {
        var items = items(new MemoryProject().put("d/img/a.png", "x").put("d/ann/a.json", "x").put("d/img/a.", "x")
                .put("d/ann/a..json", "x").put("d/img/B.jpg", "x").put("d/ann/B.json", "x").put("d/ann/b.json", "x"));
        assertThat(items).extracting(Item::annotationName).containsExactlyInAnyOrder("a.json", "a.png.json",
                "B.jpg.json",
                "b.json");
    }

    @Test
    void an_unlisted_extension_costs_the_human_mask_only() throws Exception {
        var items = items(edgeCase("unlisted-extension"));
        var gif = items.getLast();
        assertThat(gif.name()).isEqualTo("b.gif");
        assertThat(gif.masked()).isTrue();
        assertThat(gif.isPicture()).isFalse();
        assertThat(gif.annotation()).isPresent();
        assertThat(codes(gif)).containsExactly(DefectCode.UNSUPPORTED_EXTENSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.JPG", "x.jpeg", "x.mpo", "x.bmp", "x.png", "x.WebP", "x.tiff", "x.tif", "x.nrrd",
        "x.jfif"})
    void a_listed_extension_counts_in_either_case(String name) throws Exception {
        assertThat(items(project("d/img/" + name)).getFirst().masked()).isTrue();
    }

    @Test
    void items_that_share_a_stem_carry_their_whole_names() throws Exception {
        var items = items(edgeCase("same-stem"));
        assertThat(items).extracting(Item::stem).containsExactly("a.jpg", "a.png");
        assertThat(items).allSatisfy(item -> assertThat(codes(item)).containsExactly(DefectCode.SHARED_STEM));
    }

    @Test
    void no_item_takes_the_whole_name_that_another_fell_back_to() throws Exception {
        assertThat(items(project("d/img/a.jpg", "d/img/a.png", "d/img/a.jpg.png", "d/img/b.png")))
                .extracting(Item::stem).containsExactly("a.jpg", "a.jpg.png", "a.png", "b");
    }

    @Test
    void an_item_without_masks_shares_no_stem() throws Exception {
        assertThat(items(project("d/img/a.gif", "d/img/a.png"))).extracting(Item::stem).containsExactly("a", "a");
        assertThat(items(project("d/img/a.gif", "d/img/a.png")).getLast().defects()).extracting(Defect::code)
                .doesNotContain(DefectCode.SHARED_STEM);
    }

    @Test
    void a_dangerous_item_name_is_changed_everywhere_and_reported() throws Exception {
        var item = items(project("d/img/a:b.png", "d/ann/a:b.png.json")).getFirst();
        assertThat(item.name()).isEqualTo("a_b.png");
        assertThat(item.stem()).isEqualTo("a_b");
        assertThat(item.annotationName()).isEqualTo("a_b.png.json");
        assertThat(item.image()).map(SourceFile::path).contains("d/img/a:b.png");
        assertThat(codes(item)).containsExactly(DefectCode.NAME_CHANGED);
    }

    @Test
    void items_come_in_the_order_of_utf8() throws Exception {
        assertThat(items(project("d/img/😀.png", "d/img/\uff5e.png", "d/img/b.png", "d/img/B.tif")))
                .extracting(Item::name).containsExactly("B.tif", "b.png", "\uff5e.png", "😀.png");
    }

    @Test
    void a_link_out_of_the_project_is_not_followed() throws Exception {
        var project = project("p/d/img/x.png", "secret.png");
        Files.createSymbolicLink(root.resolve("p/d/img/y.png"), root.resolve("secret.png"));
        Files.createSymbolicLink(root.resolve("p/d/ann"), root);
        assertThat(new LocalProject(root.resolve("p")).list("")).extracting(SourceFile::path)
                .containsExactly("d/img/x.png");
        assertThatThrownBy(() -> project.read(new SourceFile("../x", 0, ""))).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void a_file_that_is_gone_or_changed_its_size_is_a_changed_input() throws Exception {
        var project = project("d/img/x.png");
        var file = project.list("").getFirst();
        assertThat(project.read(file)).hasSize((int) file.bytes());
        Files.writeString(root.resolve("d/img/x.png"), "longer than before");
        assertThatThrownBy(() -> project.read(file)).hasMessageContaining("INPUT_CHANGED");
        Files.delete(root.resolve("d/img/x.png"));
        assertThatThrownBy(() -> project.read(file)).hasMessageContaining("INPUT_CHANGED");
    }

    private static LocalProject edgeCase(String name) throws Exception {
        return new LocalProject(PROJECTS.resolve("edge-cases").resolve(name).resolve("project"));
    }

    private LocalProject project(String... files) throws Exception {
        for (var file : files) {
            Files.createDirectories(root.resolve(file).resolve("..").normalize());
            Files.writeString(root.resolve(file).normalize(), "x");
        }
        return new LocalProject(root);
    }

    private static List<String> names(ProjectSource project, String... chosen) throws Exception {
        return datasets(project, chosen).stream().map(Dataset::name).toList();
    }

    private static List<Dataset> datasets(ProjectSource project, String... chosen) throws Exception {
        return ProjectLayout.of(project, List.of(chosen), Limits.defaults()).datasets();
    }

    private static List<Item> items(ProjectSource project) throws Exception {
        var items = new ArrayList<Item>();
        for (var dataset : datasets(project)) {
            DatasetItems.open(project, dataset, Limits.defaults()).forEach(items::add);
        }
        return items;
    }

    private static List<DefectCode> codes(Item item) {
        return item.defects().stream().map(Defect::code).toList();
    }
}
