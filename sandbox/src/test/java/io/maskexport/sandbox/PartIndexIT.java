package io.maskexport.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.service.WorkerService;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Indexes of parts, through broker and bucket. */
@SuppressWarnings("NullAway.Init") // set before all tests
class PartIndexIT {
    private static final long SEED = 20_261_130;
    private static final int ITEMS = 9;

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static SandboxClient client;
    private static WorkerService worker;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "2", "TASK_MAX_ITEMS", "3")), "test");
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "plain/"), ITEMS, 64, ITEMS);
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        client.close();
        sandbox.close();
    }

    private static Manifest exported(String id, String prefix, String archive) throws Exception {
        client.send(SandboxClient.request(id, prefix, ", \"archive\": {\"index\": true" + archive + "}"));
        FinishedExports.verified(client, id);
        return FinishedExports.manifest(client, id);
    }

    private static byte[] read(String bucket, String key) throws IOException {
        return client.store().read(new ObjectRef(bucket, key)).orElseThrow();
    }

    private static List<ArchivePart> parts(Manifest manifest) {
        return Objects.requireNonNull(manifest.content()).parts();
    }

    private static Path rendered(Path project, String... more) {
        var out = folder.resolve("out-" + project.getFileName() + String.join("", more));
        var arguments = new ArrayList<>(List.of("--project", project.toString(), "--out", out.toString(),
                "--masks", "human,machine,semantic_rgb,instance", "--tar", "--index", "--name", "7_test"));
        arguments.addAll(List.of(more));
        FinishedExports.render(arguments.toArray(String[]::new));
        return out;
    }

    /** Projects with all kinds of defects, one without items. Volumes are cut in the middle, and made by one task. */
    @ParameterizedTest
    @CsvSource({"0, 500000000, part", "1, 10240, volume", "2, 60000, volume", "3, 10240, volume", "-1, 10240, part"})
    void the_service_and_a_local_render_write_the_same_parts_and_indexes(int round, long partBytes, String naming)
            throws Exception {
        var project = folder.resolve("random" + round);
        if (round < 0) {
            Files.createDirectories(project);
            Files.writeString(project.resolve("meta.json"), "{\"classes\": [], \"tags\": []}");
        } else {
            RandomProject.write(SEED + round, project);
        }
        client.upload(project, "random" + round + "/");
        var manifest = exported("same-" + (round + 1), "random" + round + "/",
                ", \"partMaxBytes\": %d, \"naming\": \"%s\"".formatted(partBytes, naming));

        var out = rendered(project, "--part-max-bytes", Long.toString(partBytes), "--naming", naming);
        var local = Manifest.read(Files.readAllBytes(out.resolve("manifest.json")));
        assertThat(parts(manifest)).hasSameSizeAs(parts(local));
        for (int i = 0; i < parts(local).size(); i++) {
            var part = parts(manifest).get(i);
            var index = Objects.requireNonNull(part.index());
            assertThat(part.key()).endsWith("/" + parts(local).get(i).key());
            assertThat(index.key()).endsWith("/" + Objects.requireNonNull(parts(local).get(i).index()).key());
            assertThat(part.sha256()).isEqualTo(parts(local).get(i).sha256());
            assertThat(read(index.bucket(), index.key()))
                    .isEqualTo(
                            Files.readAllBytes(out.resolve(Objects.requireNonNull(parts(local).get(i).index()).key())));
        }
    }

    @Test
    void each_part_of_several_tasks_has_its_index_and_nothing_else_is_left() throws Exception {
        var manifest = exported("tasks", "plain/", ", \"partMaxBytes\": 30000");

        assertThat(parts(manifest)).hasSizeGreaterThan(3);
        var keys = new ArrayList<>(List.of("out/tasks/manifest.json", "out/tasks/SHA256SUMS"));
        long items = 0;
        for (var part : parts(manifest)) {
            var index = Objects.requireNonNull(part.index());
            keys.add(part.key());
            keys.add(index.key());
            assertThat(index.key()).isEqualTo(part.key().replace(".tar", ".items.ndjson"));
            items += new String(read(index.bucket(), index.key()), UTF_8).lines().count();
        }
        assertThat(items).isEqualTo(ITEMS);
        assertThat(client.objects("tasks")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(client.events().received()).extracting(TopicEvents.ReceivedEvent::event)
                .filteredOn(event -> event.requestId().equals("tasks"))
                .filteredOn(PartCompleted.class::isInstance).isNotEmpty()
                .allMatch(event -> ((PartCompleted) event).part().index() != null);
    }

    @Test
    void an_index_larger_than_a_buffer_grows_beside_a_part_and_does_not_wait_for_its_buffer() throws Exception {
        var known = sandbox.s3().settings();
        var oneBuffer = new S3Settings(known.endpoint(), known.region(), known.credentials(), known.caFile(),
                known.readTimeout(), known.maxRequests(), 1, known.md5Etags());
        var block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        try (var store = new MinioObjectStore(oneBuffer, StepRetrier.system());
                var part = store.write(new ObjectRef(Sandbox.EXPORTS, "beside/part"), "application/x-tar");
                var index = store.writeBeside(new ObjectRef(Sandbox.EXPORTS, "beside/index"), "application/x-ndjson")) {
            for (int i = 0; i < 20; i++) {
                part.write(block);
                index.write(block);
            }
            assertThat(index.commit().bytes()).isEqualTo(20L * block.length);
            assertThat(part.commit().bytes()).isEqualTo(20L * block.length);
        }
    }

    private static JsonNode line(ArchivePart part) throws IOException {
        var index = Objects.requireNonNull(part.index());
        var first = new String(read(index.bucket(), index.key()), UTF_8).lines().findFirst().orElseThrow();
        return JsonRecords.read(first.getBytes(UTF_8), JsonNode.class);
    }

    /** The bytes of a file of a part, as the index says. */
    private static byte[] expected(ArchivePart part, JsonNode member) throws IOException {
        int offset = member.path("offset").intValue();
        var png = Arrays.copyOfRange(read(part.bucket(), part.key()), offset,
                offset + member.path("length").intValue());
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        return png;
    }

    @Test
    void the_documented_curl_command_fetches_one_mask() throws Exception {
        var part = parts(exported("curl", "plain/", "")).getFirst();
        var mask = line(part).at("/instances/1/mask");
        var fetched = Files.createDirectories(folder.resolve("curl"));

        run(fetched, Map.of("S3_ENDPOINT", sandbox.s3().endpoint().toString(), "S3_ACCESS_KEY", EmbeddedS3.ACCESS_KEY,
                "S3_SECRET_KEY", EmbeddedS3.SECRET_KEY, "PART", part.bucket() + "/" + part.key(), "OFFSET",
                mask.path("offset").asText(), "LENGTH", mask.path("length").asText()), "bash", "-c",
                documented("curl"));

        assertThat(Files.readAllBytes(fetched.resolve("mask.png"))).isEqualTo(expected(part, mask));
    }

    @Test
    void the_documented_python_fetches_one_mask() throws Exception {
        var part = parts(exported("python", "plain/", "")).getFirst();
        var index = Objects.requireNonNull(part.index());
        var line = line(part);
        var fetched = Files.createDirectories(folder.resolve("python"));
        var program = documented("python") + """
                import sys
                sys.stdout.buffer.write(machine_mask(*sys.argv[1:]))
                """;

        var png = run(fetched, Map.of(), "python3", "-c", program, presigned(index.bucket(), index.key()),
                presigned(part.bucket(), part.key()), line.path("item").asText());

        assertThat(png).isEqualTo(expected(part, line.at("/masks/machine")));
    }

    private static String presigned(String bucket, String key) throws Exception {
        try (var minio = MinioClient.builder().endpoint(sandbox.s3().endpoint().toString())
                .credentials(EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY).build()) {
            return minio.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder().method(Http.Method.GET)
                    .bucket(bucket).object(key).expiry(600).build());
        }
    }

    /** The code block of the page that follows a mark. */
    private static String documented(String name) throws IOException {
        var page = Files.readString(Path.of("../docs/use-the-masks.md"));
        var block = page.substring(page.indexOf("<!-- ranged: " + name + " -->"));
        int begin = block.indexOf('\n', block.indexOf("```")) + 1;
        return block.substring(begin, block.indexOf("```", begin));
    }

    /** Runs a program, which may not be installed here, and returns its output. */
    private static byte[] run(Path directory, Map<String, String> environment, String... command) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, command[0]))), command[0] + " is not installed");
        var builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(Files.readString(directory.resolve("errors"))).isZero();
        return output;
    }
}
