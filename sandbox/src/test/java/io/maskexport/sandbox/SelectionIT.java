package io.maskexport.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Exports of a part of a project: the service gives the bytes of a local render with the same choices. */
class SelectionIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final int TAGGED = 24;

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static WorkerService worker;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        client.upload(SAMPLE, "sample/");
        writeTagged(folder.resolve("tagged"));
        client.upload(folder.resolve("tagged"), "tagged/");
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1", "TASK_MAX_ITEMS", "6")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        sandbox.close();
    }

    /** Items of which every fifth is tagged {@code five}, each with its number; the last six have no objects. */
    private static void writeTagged(Path project) throws Exception {
        Files.createDirectories(project.resolve("d/ann"));
        Files.writeString(project.resolve("meta.json"), """
                {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"}],
                 "tags": [{"name": "five"}, {"name": "number"}]}""");
        for (int i = 0; i < TAGGED; i++) {
            Files.writeString(project.resolve("d/ann/%02d.png.json".formatted(i)), """
                    {"size": {"width": 40, "height": 40}, "tags": [%s{"name": "number", "value": %d}], "objects": [%s]}
                    """.formatted(i % 5 == 0 ? "{\"name\": \"five\", \"value\": null}, " : "", i, i >= 18
                    ? ""
                    : """
                            {"classTitle": "car", "points": {"exterior": [[1, 1], [%d, 9]], "interior": []}}"""
                            .formatted(i + 2)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            datasets | {"datasets": ["street"], "excludeDatasets": ["**/night"]} | --select-dataset street --exclude-dataset **/night | 2
            items    | {"items": ["*.png"], "excludeItems": ["*/night/*"]}       | --select-item *.png --exclude-item */night/*       | 1
            classes  | {"classes": ["c*"], "excludeClasses": ["crate"]}          | --select-class c* --exclude-class crate            | 4
            """)
    void the_service_and_a_local_render_select_the_same(String id, String select, String options, int items)
            throws Exception {
        var completed = exported(id, "sample/", ", \"select\": " + select);
        assertThat(completed.totals().items()).isEqualTo(items);
        assertThat(completed.warnings().total()).isZero();
        assertThat(joined(client.download(completed, folder.resolve(id))))
                .isEqualTo(joined(rendered(id, SAMPLE, options.split(" "))));
        assertThat(Objects.requireNonNull(FinishedExports.manifest(client, completed.requestId()).request()).select())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            annotation | "annotation"           | annotation
            area-desc  | "area-desc"            | area-desc
            classes    | ["car", "house"]       | car,house
            """)
    void the_service_and_a_local_render_draw_in_the_same_order(String id, String order, String option)
            throws Exception {
        client.send(SandboxClient.request("order-" + id, "sample/", "")
                .replace("\"instanceMasks\"", "\"drawOrder\": " + order + ", \"instanceMasks\""));
        var completed = FinishedExports.verified(client, "order-" + id);
        assertThat(joined(client.download(completed, folder.resolve("order-" + id))))
                .isEqualTo(joined(rendered("order-" + id, SAMPLE, "--draw-order", option)));
        var request = Objects.requireNonNull(FinishedExports.manifest(client, completed.requestId()).request());
        assertThat(request.options().drawOrder()).isNotNull();
    }

    /** With an index, which verification compares with the parts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no-images      | {"images": false}                       | --no-images
            no-annotations | {"annotations": false}                  | --no-annotations
            masks          | {"images": false, "annotations": false} | --no-images --no-annotations
            """)
    void an_archive_may_lack_the_originals(String id, String select, String options) throws Exception {
        var completed = exported(id, "sample/",
                ", \"archive\": {\"partMaxBytes\": 30000, \"index\": true}, \"select\": " + select);
        assertThat(completed.totals().items()).isEqualTo(4);
        assertThat(completed.totals().masks().human()).isEqualTo(4);
        var parts = client.download(completed, folder.resolve(id));
        assertThat(joined(parts)).isEqualTo(joined(
                rendered(id, SAMPLE, (options + " --part-max-bytes 30000 --index").split(" "))));
        assertThat(Objects.requireNonNull(FinishedExports.manifest(client, completed.requestId()).content()).omitted())
                .isEqualTo(Stream.of("images", "annotations").filter(kind -> select.contains(kind)).toList());
    }

    @Test
    void an_export_of_nothing_completes_and_says_so() throws Exception {
        var completed = exported("nothing", "sample/", ", \"select\": {\"items\": [\"*.gif\"]}");
        assertThat(completed.totals().items()).isZero();
        assertThat(completed.warnings().counts()).containsOnlyKeys("NOTHING_FOUND", "UNUSED_PATTERN");
        assertThat(joined(client.download(completed, folder.resolve("nothing"))))
                .isEqualTo(joined(rendered("nothing", SAMPLE, "--select-item", "*.gif")));
    }

    /** Several tasks, of which some have no selected item and thus no part. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            five      | {"imageTags": ["five"]}                            | --select-image-tag five                             | 5  | 19
            value     | {"imageTags": ["number=17"]}                       | --select-image-tag number=17                        | 1  | 23
            none      | {"imageTags": ["number=99"]}                       | --select-image-tag number=99                        | 0  | 24
            annotated | {"annotatedOnly": true, "labelTags": []}           | --annotated-only                                    | 18 | 6
            no-label  | {"annotatedOnly": true, "labelTags": ["five"]}     | --annotated-only --select-label-tag five            | 0  | 24
            sample    | {"sample": 11, "seed": 5}                          | --sample 11 --seed 5                                | 11 | 0
            share     | {"sample": "100%", "excludeImageTags": ["number"]} | --sample 100% --exclude-image-tag number            | 0  | 24
            """)
    void what_annotations_decide_is_counted_and_named_in_no_warning(String id, String select, String options, int items,
            int unselected) throws Exception {
        var completed = exported(id, "tagged/", ", \"archive\": {\"partMaxBytes\": 20000}, \"select\": " + select);
        assertThat(completed.totals().items()).isEqualTo(items);
        assertThat(completed.totals().unselected()).isEqualTo(unselected == 0 ? null : Long.valueOf(unselected));
        assertThat(completed.warnings().counts().keySet()).isSubsetOf("MISSING_IMAGE");
        assertThat(joined(client.download(completed, folder.resolve(id)))).isEqualTo(joined(
                rendered(id, folder.resolve("tagged"), (options + " --part-max-bytes 20000").split(" +"))));
        var local = Manifest.read(Files.readAllBytes(folder.resolve("local-" + id + "/manifest.json"))).content();
        assertThat(Objects.requireNonNull(local).totals().unselected()).isEqualTo(completed.totals().unselected());
    }

    @Test
    void an_unknown_class_fails_the_export() throws Exception {
        client.send(SandboxClient.request("kiwi", "sample/", ", \"select\": {\"classes\": [\"kiwi\"]}"));
        assertThat(client.last("kiwi")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.CLASS_NOT_FOUND);
            assertThat(failed.detail()).isEqualTo("'kiwi' (select.classes) is not in meta.json");
        });
    }

    /** An export of the service, whose bucket matches its manifest. */
    private static ExportCompleted exported(String id, String prefix, String more) throws Exception {
        client.send(SandboxClient.request(id, prefix, more));
        return FinishedExports.verified(client, id);
    }

    /** The parts of a local render. */
    private static List<Path> rendered(String id, Path project, String... more) throws Exception {
        var out = folder.resolve("local-" + id);
        var arguments = Stream.concat(
                Stream.of("--project", project.toString(), "--out", out.toString(), "--tar", "--name",
                        "7_test", "--masks", "human,machine,semantic_rgb,instance"),
                Stream.of(more)).toArray(String[]::new);
        FinishedExports.render(arguments);
        try (var files = Files.list(out)) {
            return files.filter(file -> file.toString().matches(".*\\.tar(\\.\\d+)?")).sorted().toList();
        }
    }

    /** The archive that the parts are, however it was cut. */
    private static byte[] joined(List<Path> parts) throws Exception {
        var archive = new ByteArrayOutputStream();
        for (var part : parts) {
            archive.writeBytes(Files.readAllBytes(part));
        }
        return archive.toByteArray();
    }
}
