package io.maskexport.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Sets of items: the service and a local render divide alike, in several tasks and parts. */
class SplitIT {
    private static final int ITEMS = 40;

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static WorkerService worker;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        write(folder.resolve("few"), ITEMS / 2);
        write(folder.resolve("many"), ITEMS);
        client.upload(folder.resolve("few"), "few/");
        client.upload(folder.resolve("many"), "many/");
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1", "TASK_MAX_ITEMS", "6")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        worker.close();
        sandbox.close();
    }

    /** Items with a number each; every tenth is held out, and every third has an object. */
    private static void write(Path project, int items) throws Exception {
        Files.createDirectories(project.resolve("d/ann"));
        Files.writeString(project.resolve("meta.json"), """
                {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"}],
                 "tags": [{"name": "holdout"}]}""");
        for (int i = 0; i < items; i++) {
            Files.writeString(project.resolve("d/ann/%02d.png.json".formatted(i)), """
                    {"size": {"width": 40, "height": 40}, "tags": [%s], "objects": [%s]}
                    """.formatted(i % 10 == 0 ? "\"holdout\"" : "", i % 3 == 0 ? """
                    {"classTitle": "car", "points": {"exterior": [[1, 1], [30, 9]], "interior": []}}""" : ""));
        }
    }

    private static final String SHARES = """
            , "split": {"sets": [{"name": "train", "share": "60%"}, {"name": "val", "share": "40%"},
                                 {"name": "test", "tags": ["holdout"]}], "seed": 5}""";
    private static final List<String> OPTIONS = List.of("--split", "train=60%,val=40%,test", "--split-tag",
            "test=holdout", "--split-seed", "5");

    @Test
    void the_service_and_a_local_render_have_the_same_lists() throws Exception {
        var archive = ", \"archive\": {\"partMaxBytes\": 20000, \"index\": true}";
        var completed = exported("many", "many/", archive + SHARES);
        assertThat(completed.partCount()).isGreaterThan(3);
        var lists = lists(completed);
        assertThat(lists.get("test")).containsExactly("d/img/00.png", "d/img/10.png", "d/img/20.png", "d/img/30.png");
        assertThat(lists.values().stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(ITEMS);
        assertThat(lists.get("train")).hasSizeBetween(10, 32).isSorted();

        var out = rendered("many", true, "--tar", "--name", "7_test", "--index");
        assertThat(content(out).splits()).map(Manifest.SplitList::name).containsExactly("train", "val", "test");
        assertThat(local(out)).isEqualTo(lists);
        assertThat(local(rendered("many", false))).isEqualTo(lists);
        assertThat(sets(out)).isEqualTo(lists);
    }

    @Test
    void an_item_stays_in_its_set_when_the_project_grows() throws Exception {
        var few = lists(exported("grow-few", "few/", SHARES));
        var many = lists(exported("grow-many", "many/", SHARES));
        few.forEach((set, items) -> assertThat(many.get(set)).containsAll(items));
    }

    @Test
    void lists_lack_what_annotations_leave_out() throws Exception {
        var completed = exported("annotated", "many/",
                ", \"archive\": {\"partMaxBytes\": 20000}, \"select\": {\"annotatedOnly\": true}" + SHARES);
        assertThat(completed.totals().unselected()).isEqualTo(26);
        assertThat(lists(completed).values().stream().flatMap(List::stream)).hasSize(14)
                .allMatch(path -> Integer.parseInt(path.replaceAll("\\D", "")) % 3 == 0);
    }

    @Test
    void without_shares_some_items_are_in_no_list() throws Exception {
        var completed = exported("tags", "few/", """
                , "split": {"sets": [{"name": "test", "tags": ["holdout", "typo"]}, {"name": "none", "tags": ["x*"]}]}
                """);
        assertThat(lists(completed)).isEqualTo(new TreeMap<>(Map.of("test", List.of("d/img/00.png", "d/img/10.png"),
                "none", List.of())));
        assertThat(completed.warnings().counts()).containsEntry("NO_SET", 18L).containsEntry("UNUSED_PATTERN", 2L);
    }

    private static ExportCompleted exported(String id, String prefix, String more) throws Exception {
        client.send(SandboxClient.request(id, prefix, more));
        return FinishedExports.verified(client, id);
    }

    private static Map<String, List<String>> lists(ExportCompleted completed) throws Exception {
        var lists = new TreeMap<String, List<String>>();
        for (var split : Objects.requireNonNull(FinishedExports.manifest(client, completed.requestId()).content())
                .splits()) {
            var text = client.store().read(new ObjectRef(split.list().bucket(), split.list().key())).orElseThrow();
            lists.put(split.name(), new String(text, UTF_8).lines().toList());
        }
        return lists;
    }

    private static Path rendered(String project, boolean archive, String... more) {
        var out = folder.resolve("local-" + project + archive);
        var arguments = Stream.of(List.of("--project", folder.resolve(project).toString(), "--out",
                out.toString()), OPTIONS, List.of(more)).flatMap(List::stream).toArray(String[]::new);
        FinishedExports.render(arguments);
        return out;
    }

    private static Manifest.ExportContent content(Path out) throws Exception {
        return Objects.requireNonNull(Manifest.read(Files.readAllBytes(out.resolve("manifest.json"))).content());
    }

    private static Map<String, List<String>> local(Path out) throws Exception {
        var lists = new TreeMap<String, List<String>>();
        try (var files = Files.newDirectoryStream(out, "split_*.txt")) {
            for (var file : files) {
                lists.put(file.getFileName().toString().replaceAll("split_|\\.txt", ""), Files.readAllLines(file));
            }
        }
        return lists;
    }

    /** By the index. */
    private static Map<String, List<String>> sets(Path out) throws Exception {
        var lines = Files.readAllLines(out.resolve("7_test.items.ndjson"));
        var items = new ArrayList<Map<?, ?>>();
        for (var line : lines) {
            items.add(JsonRecords.read(line.getBytes(UTF_8), Map.class));
        }
        return items.stream().collect(Collectors.groupingBy(item -> String.valueOf(item.get("split")), TreeMap::new,
                Collectors.mapping(item -> String.valueOf(item.get("item")), Collectors.toList())));
    }
}
