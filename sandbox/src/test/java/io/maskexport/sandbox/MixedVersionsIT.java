package io.maskexport.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.RequestDigest;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.plan.BucketProject;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.Planner;
import io.maskexport.worker.plan.RecordNeeds;
import io.maskexport.worker.plan.SideSteps;
import io.maskexport.worker.plan.TaskLimits;
import io.maskexport.worker.plan.WorkFolder;
import io.maskexport.worker.protocol.TaskMessage;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Workers of several versions share exports: each does what it understands, and leaves the rest. */
class MixedVersionsIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final Path FIRST_VERSIONS = Path
            .of("../worker/src/test/resources/io/maskexport/worker/plan/previous");
    private static final String SMALL_PARTS = ", \"archive\": {\"partMaxBytes\": 25000}";
    private static final TaskLimits LIMITS = new TaskLimits(2, 1_000_000);
    /** The next version knows a feature and a format that this one does not; not all exports use them. */
    private static final KnownFeatures NEXT = new KnownFeatures(2, Set.of("spirals"),
            request -> switch (request.requestId()) {
                case "needy", "unwanted" -> new RecordNeeds(1, List.of("spirals"));
                case "formatted" -> new RecordNeeds(2, List.of());
                default -> RecordNeeds.NONE;
            });

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        uploadWithFirstNames();
    }

    /** The sample's files with the names that they had when the first version's records were written. */
    private static void uploadWithFirstNames() throws IOException {
        try (var files = Files.walk(SAMPLE)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = SAMPLE.relativize(file).toString().replace("-and-", " and ");
                client.store().put(new ObjectRef(Sandbox.PROJECTS, "sample/" + name), Files.readAllBytes(file),
                        "application/octet-stream");
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void each_version_finishes_what_it_understands_and_leaves_the_rest_to_the_other() throws Exception {
        sendTasks(planByNext("needy"));
        sendTasks(planByNext("plain"));
        sendTask("{\"format\":2,\"requestId\":\"cleared\",\"range\":[1,9]}");
        planByNext("formatted");
        client.send(request("formatted"));
        planByNext("unwanted");
        client.send(sandbox.settings(Map.of()).kafka().topics().control(), """
                {"version": 1, "requestId": "unwanted", "destination": {"bucket": "%s", "prefix": "out/"}}"""
                .formatted(Sandbox.EXPORTS));

        var worker = WorkerService.start(sandbox.settings(Map.of("QUEUE_SLOTS", "2")), "this");
        try (worker) {
            client.send(SandboxClient.request("own", "sample/", ""));
            assertThat(client.completed("plain").totals().items()).isEqualTo(4);
            assertThat(client.completed("own").totals().items()).isEqualTo(4);
            awaitLeft(worker, 4);
            for (var id : List.of("needy", "formatted", "unwanted")) {
                assertThat(client.objects(id)).isEmpty();
                assertThat(client.store().head(work(id).resolve("end.json"))).isEmpty();
            }
            try (var _ = WorkerService.start(sandbox.settings(Map.of("QUEUE_SLOTS", "2")), "next", NEXT)) {
                assertThat(client.completed("needy").totals().items()).isEqualTo(4);
                assertThat(client.completed("formatted").totals().items()).isEqualTo(4);
                worker.close();
                assertThat(client.last("unwanted")).isInstanceOf(ExportCancelled.class);
            }
        }
        assertThat(text("needy", "tasks/000000002.json")).startsWith("{\"format\":1,\"needs\":[\"spirals\"],");
        assertThat(text("plain", "tasks/000000002.json")).startsWith("{\"format\":1,\"parts\"");
    }

    @Test
    void an_export_that_the_first_version_planned_is_finished_by_this_one() throws Exception {
        for (var name : List.of("plan.json", "parts/000000002/000000011.json")) {
            put("halves", name);
        }
        try (var items = Files.list(FIRST_VERSIONS.resolve("halves/items"))) {
            for (var file : items.toList()) {
                put("halves", "items/" + file.getFileName());
            }
        }
        var expected = Objects.requireNonNull(Manifest
                .read(Files.readAllBytes(FIRST_VERSIONS.resolve("halves/end.json"))).content());
        try (var _ = WorkerService.start(sandbox.settings(Map.of()), "this")) {
            for (int task = 1; task <= 2; task++) {
                sendTask("{\"requestId\":\"halves\",\"task\":%d}".formatted(task));
            }
            assertThat(client.completed("halves").parts()).extracting(ArchivePart::key, ArchivePart::items)
                    .containsExactlyElementsOf(expected.parts().stream()
                            .map(part -> org.assertj.core.groups.Tuple.tuple(part.key(), part.items())).toList());
        }
    }

    /** As if a worker of the next version had planned an export and died. */
    private static Plan planByNext(String id) throws Exception {
        var request = request(id);
        if (!(CommandReader.read(new RecordEnvelope(Map.of(), request.getBytes(
                UTF_8))) instanceof CommandResult.ValidCommand(ExportRequested command, var trace, var ignored))) {
            throw new AssertionError(request);
        }
        var folder = new WorkFolder(client.store(), work(id), NEXT);
        var source = new BucketProject(client.store(), command.source(), LIMITS.limits());
        var plan = (Plan) folder
                .recordDecision(new Planner(folder, _ -> true, LIMITS, SideSteps.ONE_BY_ONE).plan(command, ignored,
                        RequestDigest.of(command), trace, source));
        assertThat(plan.tasks()).isEqualTo(2);
        return plan;
    }

    private static String request(String id) {
        return SandboxClient.request(id, "sample/", SMALL_PARTS);
    }

    private static void sendTasks(Plan plan) throws Exception {
        for (int task = 1; task <= plan.tasks(); task++) {
            sendTask(new String(new TaskMessage(plan.requestId(), task, null, plan.required()).json(), UTF_8));
        }
    }

    private static void sendTask(String json) throws Exception {
        client.send(sandbox.settings(Map.of()).kafka().topics().tasks(), json);
    }

    private static ObjectRef work(String id) {
        return new ObjectRef(Sandbox.WORK, "mask-export/" + id + "/");
    }

    private static void put(String id, String name) throws IOException {
        client.store().put(work(id).resolve(name), Files.readAllBytes(FIRST_VERSIONS.resolve(id).resolve(name)),
                "application/json");
    }

    private static String text(String id, String name) throws IOException {
        return new String(client.store().read(work(id).resolve(name)).orElseThrow(), UTF_8);
    }

    private static void awaitLeft(WorkerService worker, double least) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var scrape = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.opsPort() + "/metrics"))
                    .build();
            for (var end = Instant.now().plus(SandboxClient.TIMEOUT);; Thread.sleep(50)) {
                var left = http.send(scrape, BodyHandlers.ofString()).body().lines()
                        .filter(line -> line.startsWith("mask_export_not_understood_total"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ')))).sum();
                if (left >= least) {
                    return;
                }
                assertThat(Instant.now()).isBefore(end);
            }
        }
    }
}
