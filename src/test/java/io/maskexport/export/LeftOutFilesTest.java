package io.maskexport.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;

import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.maskexport.defect.DefectCode.FILES_IN_SUBFOLDER;
import static io.maskexport.defect.DefectCode.IMAGES_IN_BLOB;
import static io.maskexport.defect.DefectCode.MISSING_IMAGE;
import static io.maskexport.defect.DefectCode.NOTHING_FOUND;
import static io.maskexport.defect.DefectCode.UNKNOWN_FILES;
import static io.maskexport.defect.DefectCode.UNUSABLE_PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Every file of a project is exported, named in a warning, or litter. */
class LeftOutFilesTest {
    private static final String META = "{\"classes\": [], \"tags\": []}";
    private static final Limits LIMITS = Limits.defaults();

    @TempDir
    private Path root = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"img", "ann", "meta", "seg", "blob", "img_info", "masks_machine", "datasets"})
    void a_dataset_in_a_folder_of_datasets_may_be_called_anything(String name) throws Exception {
        var nested = "top/datasets/" + name + "/";
        var export = same(nested + "img/a.png", nested + "ann/a.png.json", "top/img/b.png", "top/ann/b.png.json");
        assertThat(names(export)).containsExactly(nested + "img/a.png", "top/img/b.png");
        assertThat(export.warnings()).isEmpty();
    }

    @Test
    void datasets_called_img_and_ann_are_found_below_a_folder_that_is_no_dataset() throws Exception {
        var export = same("top/datasets/ann/ann/a.png.json", "top/datasets/ann/img/a.png", "top/datasets/img/img/b.png",
                "top/datasets/img/ann/b.png.json", "datasets/img/ann/c.png.json",
                "top/datasets/ann/datasets/img/img/d.png");
        assertThat(names(export)).containsExactly("datasets/img/img/c.png", "top/datasets/ann/datasets/img/img/d.png",
                "top/datasets/ann/img/a.png", "top/datasets/img/img/b.png");
        assertThat(export.warnings()).isEmpty();
    }

    @Test
    void a_dataset_may_itself_be_called_datasets() throws Exception {
        assertThat(names(same("datasets/img/a.png", "top/datasets/ann/b.png.json"))).containsExactly(
                "datasets/img/a.png", "top/datasets/img/b.png");
    }

    @Test
    void files_of_a_folder_in_a_container_that_is_no_dataset_are_named() throws Exception {
        var export = same("top/img/a.png", "top/datasets/img/x.png", "top/datasets/ann/img/b.png",
                "top/datasets/y.txt");
        assertThat(names(export)).containsExactly("top/datasets/ann/img/b.png", "top/img/a.png");
        assertThat(warnings(export)).containsExactly(tuple(UNKNOWN_FILES, "top",
                "2 files of a dataset outside img/ and ann/; such as 'top/datasets/img/x.png'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"img/a.png", "ds/Img/a.png", "ds/IMG/a.png", "a.png", "ds/images/a.png",
        "datasets/ds/a.png"})
    void a_project_without_dataset_says_so_and_names_its_files(String file) throws Exception {
        var export = same(file, "readme.md", "key_id_map.json");
        assertThat(export.items()).isEmpty();
        assertThat(warnings(export)).extracting(w -> w.toList().getFirst(), w -> w.toList().get(1)).containsExactly(
                tuple(NOTHING_FOUND, "/"), tuple(UNKNOWN_FILES, "/"));
        assertThat(export.warnings().getFirst().defect().detail()).startsWith("no dataset was found");
        assertThat(export.warnings().getLast().defect().detail()).startsWith("1 file ").contains("'" + file + "'");
    }

    @Test
    void datasets_without_items_are_no_silent_success() throws Exception {
        var export = same("ds/img/.DS_Store", "ds/ann/Thumbs.db");
        assertThat(warnings(export)).containsExactly(tuple(NOTHING_FOUND, "/", "no dataset has an item"));
    }

    @Test
    void folders_in_capitals_beside_a_good_one_are_named() throws Exception {
        var export = same("ds/img/a.png", "ds/Ann/a.png.json", "ds/Ann/b.png.json");
        assertThat(warnings(export)).containsExactly(tuple(UNKNOWN_FILES, "ds",
                "2 files in a folder that is not called img or ann, in lower case; such as 'ds/Ann/a.png.json'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".DS_Store", "._a.png", "Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini", ".gitkeep",
        "__MACOSX/img/._b.png", ".Spotlight-V100/x", ".Trashes/501/img/x.png", ".fseventsd/0001", "$RECYCLE.BIN/x.png",
        "System Volume Information/tracking.log", ".ipynb_checkpoints/a-checkpoint.png", ".git/HEAD", "@eaDir/a.png/x"})
    void litter_of_systems_and_tools_is_ignored_anywhere(String name) throws Exception {
        var export = same(name, "ds/" + name, "ds/img/" + name, "ds/ann/" + name, "ds/img/a.png", "group/" + name,
                "group/ds/ann/b.png.json");
        assertThat(names(export)).containsExactly("ds/img/a.png", "group/ds/img/b.png");
        assertThat(export.warnings()).isEmpty();
    }

    @Test
    void other_files_of_the_format_are_ignored() throws Exception {
        var export = same("README.md", "key_id_map.json", "obj_class_to_machine_color.json", "ds/img/a.png",
                "ds/img_info/a.png.json", "ds/meta/a.png.json", "ds/seg/a.png.png", "ds/blob/x",
                "ds/masks_human/a.png");
        assertThat(export.warnings()).isEmpty();
    }

    @Test
    void files_below_img_and_ann_are_counted_and_one_is_named() throws Exception {
        var export = same("ds/img/a.png", "ds/img/cam2/c.png", "ds/img/cam1/b.png", "ds/ann/cam1/b.png.json",
                "other/img/x/y/z.png");
        assertThat(names(export)).containsExactly("ds/img/a.png");
        assertThat(warnings(export)).containsExactly(
                tuple(FILES_IN_SUBFOLDER, "ds",
                        "3 files in a folder below img/ or ann/; items must be directly in these; such as 'ds/ann/cam1/b.png.json'"),
                tuple(FILES_IN_SUBFOLDER, "other",
                        "1 file in a folder below img/ or ann/; items must be directly in these; such as 'other/img/x/y/z.png'"));
    }

    @Test
    void each_kind_of_left_out_file_has_a_warning_of_its_dataset() throws Exception {
        var export = same("a/img/a.png", "a/ann/notes.txt", "a/ann/a.png.JSON", "a/list.csv", "a/extra/b.csv",
                "b/img/x.png",
                "stray.txt", "docs/manual.pdf");
        assertThat(warnings(export)).containsExactly(
                tuple(UNKNOWN_FILES, "a", "2 files of a dataset outside img/ and ann/; such as 'a/extra/b.csv'"),
                tuple(UNKNOWN_FILES, "a",
                        "2 files in ann/ without the suffix .json; such as 'a/ann/a.png.JSON'"),
                tuple(UNKNOWN_FILES, "/",
                        "2 files in no dataset; a dataset is a folder that contains img/ or ann/; such as 'docs/manual.pdf'"));
    }

    @Test
    void keys_that_no_file_system_can_hold_are_counted_and_one_is_named() throws Exception {
        var project = project("ds/img/a.png", "ds/img//7.png", "ds//img/9.png", "/ds2/img/9.png", "ds/img/./b.png",
                "ds/../img/c.png", "./x", "../y", "ds/img/..", "ds/ann/.", "//").put("ds/img/full/", "content");
        var export = export(project);
        assertThat(names(export)).containsExactly("ds/img/a.png");
        assertThat(export.warnings()).extracting(w -> w.defect().code()).containsOnly(UNUSABLE_PATH);
        assertThat(export.warnings()).extracting(w -> w.defect().detail().replaceAll(" .*such as", ""))
                .containsExactly("2 '../img/c.png'".replace("../img", "ds/../img"), "5 'ds/ann/.'", "4 '../y'");
    }

    @Test
    void empty_objects_that_stand_for_folders_are_ignored() throws Exception {
        var project = project("ds/img/a.png");
        for (var folder : List.of("ds/", "ds/img/", "ds/ann/", "ds/img/sub/", "empty/", "ds//", "ds_$folder$")) {
            project.put(folder, "");
        }
        assertThat(export(project).warnings()).isEmpty();
        assertThat(names(export(project))).containsExactly("ds/img/a.png");
    }

    @Test
    void items_of_a_dataset_whose_images_are_in_a_blob_get_masks_and_the_blob_is_named() throws Exception {
        var export = same("blob/123.tar", "ds/123_offsets.pkl", "ds/img/b.png", "ds/ann/a.png.json",
                "ds/ann/b.png.json",
                "plain/img/b.png", "plain/ann/a.png.json");
        assertThat(export.items()).extracting(Item::path, Item::masked).containsExactly(tuple("ds/img/a.png", true),
                tuple("ds/img/b.png", true), tuple("plain/img/a.png", false), tuple("plain/img/b.png", true));
        assertThat(warnings(export)).containsExactly(tuple(IMAGES_IN_BLOB, "ds",
                "images are in blob/123.tar (see ds/123_offsets.pkl), which are not read: no originals, no human masks"));
    }

    @Test
    void a_blob_that_no_dataset_refers_to_is_an_unknown_file() throws Exception {
        var export = same("blob/1.tar", "blob/2.tar", "blob/notes.txt", "ds/img/a.png", "ds/1_offsets.pkl",
                "ds/7_offsets.pkl");
        assertThat(warnings(export)).extracting(w -> w.toList().getFirst()).containsExactly(IMAGES_IN_BLOB,
                UNKNOWN_FILES);
        assertThat(export.warnings().getFirst().defect().detail()).contains("blob/1.tar", "and 1 more");
        assertThat(export.warnings().getLast().defect().detail()).startsWith("2 files ").contains("'blob/2.tar'");
    }

    @Test
    void annotations_are_items_where_no_image_is_of_a_listed_type() throws Exception {
        var export = same("ds/img/notes.txt", "ds/ann/a.png.json");
        assertThat(export.items()).extracting(Item::name, Item::masked).containsExactly(tuple("a.png", true),
                tuple("notes.txt", false));
        assertThat(export.items().getFirst().defects()).extracting(defect -> defect.code())
                .containsExactly(MISSING_IMAGE);
    }

    @Test
    void folders_too_deep_to_look_into_are_named() throws Exception {
        var export = new LocalExport(project("a/b/img/x.png", "a/b/datasets/c/img/y.png", "a/c/d/img/z.png"), options(),
                List.of(), LIMITS.with(Limit.FOLDER_DEPTH, 2));
        assertThat(names(export)).containsExactly("a/b/img/x.png");
        assertThat(warnings(export)).containsExactly(
                tuple(UNUSABLE_PATH, "a/b",
                        "1 file below the deepest folder that is searched for datasets; such as 'a/b/datasets/c/img/y.png'"),
                tuple(UNUSABLE_PATH, "/",
                        "1 file below the deepest folder that is searched for datasets; such as 'a/c/d/img/z.png'"));
    }

    @Test
    void links_that_lead_elsewhere_are_named() throws Exception {
        write("p/meta.json", "p/ds/img/a.png", "secret.png", "more/img/b.png");
        Files.writeString(root.resolve("p/meta.json"), META);
        Files.createSymbolicLink(root.resolve("p/ds/img/inside.png"), Path.of("a.png"));
        Files.createSymbolicLink(root.resolve("p/ds/img/outside.png"), root.resolve("secret.png"));
        Files.createSymbolicLink(root.resolve("p/ds/img/nowhere.png"), root.resolve("none.png"));
        Files.createSymbolicLink(root.resolve("p/more"), root.resolve("more"));
        var export = new LocalExport(new LocalProject(root.resolve("p")), options(), List.of(), LIMITS);
        assertThat(names(export)).containsExactly("ds/img/a.png", "ds/img/inside.png");
        assertThat(warnings(export)).containsExactly(
                tuple(UNUSABLE_PATH, "ds",
                        "2 files linked to a folder or out of the project, or not a file; such as 'ds/img/nowhere.png'"),
                tuple(UNUSABLE_PATH, "/",
                        "1 file linked to a folder or out of the project, or not a file; such as 'more'"));
    }

    @Test
    void warnings_mention_only_chosen_datasets() throws Exception {
        var export = new LocalExport(project("a/img/a.png", "a/x.csv", "b/img/b.png", "b/x.csv", "x.csv"), options(),
                List.of("b"), LIMITS);
        assertThat(warnings(export)).containsExactly(
                tuple(UNKNOWN_FILES, "b", "1 file of a dataset outside img/ and ann/; such as 'b/x.csv'"));
    }

    @Test
    void a_dataset_may_be_chosen_in_another_normal_form() throws Exception {
        var export = new LocalExport(project("cafe\u0301/img/a.png", "cafe/img/b.png"), options(), List.of("caf\u00e9"),
                LIMITS);
        assertThat(export.items()).hasSize(1);
    }

    /** The same project in memory, as in a bucket, and on disk. */
    private LocalExport same(String... files) throws Exception {
        write(files);
        Files.writeString(root.resolve("meta.json"), META);
        var local = new LocalExport(new LocalProject(root), options(), List.of(), LIMITS);
        var inMemory = export(project(files));
        assertThat(names(local)).isEqualTo(names(inMemory));
        assertThat(local.warnings()).isEqualTo(inMemory.warnings());
        return inMemory;
    }

    private void write(String... files) throws Exception {
        for (var file : files) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "x");
        }
    }

    private static MemoryProject project(String... files) {
        var project = new MemoryProject().put("meta.json", META);
        for (var file : files) {
            project.put(file, "x");
        }
        return project;
    }

    private static LocalExport export(ProjectSource project) throws Exception {
        return new LocalExport(project, options(), List.of(), LIMITS);
    }

    private static RenderOptions options() {
        return new RenderOptions(EnumSet.of(MaskKind.MACHINE), 2, OptionalInt.empty(), Compat.STRICT);
    }

    private static List<String> names(LocalExport export) {
        return export.items().stream().map(Item::path).sorted().toList();
    }

    private static List<Tuple> warnings(LocalExport export) {
        return export.warnings().stream()
                .map(w -> tuple(w.defect().code(), w.subject(), w.defect().detail())).toList();
    }
}
