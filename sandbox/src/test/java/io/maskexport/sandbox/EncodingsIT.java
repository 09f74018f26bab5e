package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportTotals.MaskCounts;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** The further encodings of masks, requested through a real broker and written to a real bucket. */
class EncodingsIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");

    private static final String VALUES = "{\"house\": 7, \"car\": 7, \"tree\": 200, \"nobody\": 9}";

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
        worker = WorkerService.start(sandbox.settings(Map.of("TASK_MAX_ITEMS", "1")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        sandbox.close();
    }

    private static void send(String id, String project, String options) throws Exception {
        client.send(SandboxClient.request(id, project, ", \"archive\": {\"index\": true}")
                .replace("\"semanticRgbMasks\": true", options));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            palette | "paletteMasks": "classes" | palette
            voc | "paletteMasks": "voc", "machineMasks": false | palette --palette voc
            classes | "classMasks": true | class
            ids | "instanceIdMasks": true | instance_id
            border | "ignoreBorder": 3, "classMasks": true, "instanceIdMasks": true | class,instance_id --ignore-border 3
            values | "paletteMasks": "voc", "ignoreBorder": 2, "classValues": VALUES | palette --palette voc --ignore-border 2 --class-values FILE
            wide | "ignoreBorder": 1, "classValues": {"house": 300} | instance --ignore-border 1 --class-values WIDE
            coco | "cocoInstances": true, "cocoPanoptic": true | coco_instances,coco_panoptic
            coco-values | "cocoInstances": true, "cocoPanoptic": true, "ignoreBorder": 2, "classValues": VALUES | coco_instances,coco_panoptic --ignore-border 2 --class-values FILE
            all | "paletteMasks": "voc", "classMasks": true, "instanceIdMasks": true | palette,class,instance_id --palette voc
            """)
    void service_and_local_render_write_the_same_bytes(String id, String options, String arguments) throws Exception {
        var values = Files.writeString(folder.resolve("values.json"), VALUES).toString();
        var wide = Files.writeString(folder.resolve("wide.json"), "{\"house\": 300}").toString();
        send(id, "sample/", options.replace("VALUES", VALUES));
        var parts = client.download(FinishedExports.verified(client, id), folder.resolve(id));
        var local = folder.resolve(id + "-local");
        var machine = options.contains("machineMasks") ? "" : "machine,";
        var kinds = "human,instance," + machine + arguments;
        var command = ("render --tar --index --name 7_test --project %s --out %s --masks ".formatted(SAMPLE, local)
                + kinds)
                .replace("FILE", values).replace("WIDE", wide).split(" ");
        assertThat(MaskExport.commandLine().execute(command)).isZero();

        assertThat(parts).hasSize(1);
        var index = new ObjectRef(Sandbox.EXPORTS, "out/" + id + "/7_test.items.ndjson");
        assertThat(local.resolve("7_test.items.ndjson")).hasBinaryContent(client.store().read(index).orElseThrow());
        assertThat(local.resolve("7_test.tar")).hasSameBinaryContentAs(parts.getFirst());
        assertThat(MaskExport.commandLine().execute("verify", local.toString())).isZero();
    }

    /** Every item is a task of its own; the ids of COCO files are places in the whole export. */
    @Test
    void the_parts_of_several_tasks_hold_the_files_of_a_local_render() throws Exception {
        client.send(SandboxClient.request("tasks", "sample/", ", \"archive\": {\"partMaxBytes\": 10240}")
                .replace("\"semanticRgbMasks\": true", "\"cocoInstances\": true, \"cocoPanoptic\": true"));
        var parts = client.download(client.completed("tasks"), folder.resolve("tasks"));
        assertThat(parts).hasSizeGreaterThan(3);
        assertThat(record("tasks", "plan.json")).contains("\"fannedOut\":true");
        var local = folder.resolve("tasks-local");
        var command = "render --project %s --out %s --masks human,machine,instance,coco_instances,coco_panoptic"
                .formatted(SAMPLE, local).split(" ");
        assertThat(MaskExport.commandLine().execute(command)).isZero();

        var unpacked = folder.resolve("tasks-unpacked");
        for (var part : parts) {
            unpack(part, unpacked);
        }
        assertThat(SandboxClient.files(unpacked)).isEqualTo(SandboxClient.files(local));
    }

    private static void unpack(Path part, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(Files.newInputStream(part), UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, tar.readAllBytes());
            }
        }
    }

    @Test
    void events_and_records_tell_of_encodings_only_where_they_are_requested() throws Exception {
        send("plain", "sample/", "\"classMasks\": false, \"paletteMasks\": \"none\"");
        send("encoded", "sample/", "\"paletteMasks\": \"voc\", \"classMasks\": true, \"instanceIdMasks\": true, "
                + "\"cocoInstances\": true, \"cocoPanoptic\": true");
        var plain = client.completed("plain").totals().masks();
        assertThat(plain).isEqualTo(new MaskCounts(plain.human(), 4, 0, plain.instance()));
        var counts = client.completed("encoded").totals().masks();
        assertThat(counts.palette()).isEqualTo(4);
        assertThat(counts.instanceIds()).isEqualTo(4);
        assertThat(counts.cocoInstances()).isEqualTo(4);
        assertThat(counts.cocoPanoptic()).isEqualTo(8);
        assertThat(Objects.requireNonNull(counts.classes())).isBetween(4L, counts.instance());

        assertThat(record("plain", "plan.json")).doesNotContain("encodings", "paletteMasks", "classMasks", "coco");
        assertThat(record("encoded", "plan.json")).contains("\"needs\":[\"index\",\"encodings\",\"coco\"]",
                "\"paletteMasks\":\"voc\"");
        assertThat(record("plain", "tasks/000000001.json")).doesNotContain("palette");
    }

    private static String record(String id, String name) throws Exception {
        var ref = new ObjectRef(Sandbox.WORK, "mask-export/" + id + "/" + name);
        return new String(client.store().read(ref).orElseThrow(), UTF_8);
    }

    @Test
    void classes_without_a_value_fail_the_export_if_they_are_refused() throws Exception {
        send("unlisted", "sample/", "\"unlistedClasses\": \"refused\", \"classValues\": " + VALUES);
        assertThat(client.last("unlisted")).isInstanceOfSatisfying(ExportFailed.class,
                failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.UNLISTED_CLASS));
        var values = Files.writeString(folder.resolve("refused.json"), VALUES).toString();
        assertThat(MaskExport.commandLine().execute("render", "--project", SAMPLE.toString(), "--out",
                folder.resolve("refused").toString(), "--class-values", values, "--unlisted-classes", "refused"))
                .isEqualTo(1);
    }

    @Test
    void a_palette_for_too_many_classes_fails_the_export() throws Exception {
        var classes = IntStream.rangeClosed(1, 256)
                .mapToObj("{\"title\": \"c%d\", \"shape\": \"polygon\", \"color\": \"#123456\"}"::formatted)
                .collect(joining(","));
        var project = folder.resolve("many");
        Files.createDirectories(project.resolve("ds/ann"));
        Files.writeString(project.resolve("meta.json"),
                "{\"projectType\": \"images\", \"tags\": [], \"classes\": [" + classes + "]}");
        Files.writeString(project.resolve("ds/ann/a.png.json"),
                "{\"size\": {\"width\": 4, \"height\": 3}, \"tags\": [], \"objects\": []}");
        client.upload(project, "many/");

        send("too-many", "many/", "\"paletteMasks\": \"voc\"");

        assertThat(client.last("too-many")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.PALETTE_TOO_SMALL);
            assertThat(failed.detail()).isEqualTo("a palette has values up to 255, and a class has the value 256");
        });
    }
}
