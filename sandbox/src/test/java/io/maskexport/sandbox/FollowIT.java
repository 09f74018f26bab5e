package io.maskexport.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Exports that are unpacked while they go on, through broker and bucket. */
@SuppressWarnings("NullAway.Init") // set before all tests
class FollowIT {
    private static final int ITEMS = 12;
    private static final String SMALL_PARTS = ", \"archive\": {\"partMaxBytes\": 80000%s}";
    private static final String RECORDS = ".mask-export/";

    @TempDir
    private static Path folder;
    private static Sandbox sandbox;
    private static SandboxClient client;
    private static WorkerService worker;
    private static Path project;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        worker = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "2", "TASK_MAX_ITEMS", "4")), "test");
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "plain/"), ITEMS, 64, ITEMS);
        project = folder.resolve("project");
        var objects = client.store().list(new ObjectRef(Sandbox.PROJECTS, "plain/"));
        while (objects.hasNext()) {
            var object = objects.next();
            var file = project.resolve(object.ref().key().substring("plain/".length()));
            Files.createDirectories(file.getParent());
            Files.write(file, client.store().read(object.ref()).orElseThrow());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        client.close();
        sandbox.close();
    }

    private static List<String> arguments(Path directory, String... more) {
        var arguments = new ArrayList<>(List.of("follow", "--unpack", directory.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Follows to the end in this process, and returns what was printed. */
    private static String follow(int status, Path directory, String... more) {
        var printed = new StringWriter();
        var printer = new PrintWriter(printed, true);
        assertThat(MaskExport.commandLine(sandbox.environment()).setOut(printer).setErr(printer)
                .execute(arguments(directory, more).toArray(String[]::new))).as(printed.toString()).isEqualTo(status);
        return printed.toString();
    }

    /** What was unpacked from parts, without the files that stand beside them. */
    private static Map<String, String> unpacked(Path directory) throws IOException {
        var files = SandboxClient.files(directory);
        files.keySet()
                .removeIf(path -> path.startsWith(RECORDS) || path.matches("manifest.json|SHA256SUMS|[^/]*ndjson"));
        return files;
    }

    private static Map<String, String> rendered(String... more) throws IOException {
        var out = folder.resolve("tree-" + more.length);
        if (!Files.exists(out)) {
            var arguments = new ArrayList<>(List.of("--project", project.toString(), "--out", out.toString(), "--masks",
                    "human,machine,semantic_rgb,instance"));
            arguments.addAll(List.of(more));
            FinishedExports.render(arguments.toArray(String[]::new));
        }
        return SandboxClient.files(out);
    }

    /** The code block of the page. */
    private static String documentedProgram() throws IOException {
        var page = Files.readString(Path.of("../docs/follow.md"));
        var block = page.substring(page.indexOf("<!-- follow: python -->"));
        int begin = block.indexOf('\n', block.indexOf("```")) + 1;
        return block.substring(begin, block.indexOf("```", begin));
    }

    private static Process python(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("/usr/bin/python3", "-c"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(sandbox.environment());
        return builder.start();
    }

    @Test
    void the_documented_python_unpacks_an_export_while_it_goes_on_and_goes_on_after_an_interruption() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")) && python("import kafka").waitFor() == 0,
                "python3-kafka is not installed");
        var directory = folder.resolve("python");
        var first = python(documentedProgram(), "python", directory.toString());
        client.send(SandboxClient.request("python", "plain/", SMALL_PARTS.formatted(", \"index\": true")));
        while (first.isAlive() && !Files.exists(directory.resolve("dataset-0/img/image-000000.png"))) {
            Thread.sleep(1);
        }
        first.destroyForcibly().waitFor();

        var second = python(documentedProgram(), "python", directory.toString());
        var printed = new String(second.getInputStream().readAllBytes(), UTF_8);
        assertThat(second.waitFor()).as(printed).isZero();
        assertThat(directory.resolve("manifest.json")).hasBinaryContent(read("out/python/manifest.json"));
        var files = unpacked(directory);
        files.keySet().removeIf(path -> path.startsWith(".parts/") || path.equals("classes.json"));
        assertThat(files).isEqualTo(rendered());
    }

    private static String bucketFolder(String id) {
        return "out/" + id + "/";
    }

    private static List<ArchivePart> parts(String id) throws IOException {
        return Objects.requireNonNull(FinishedExports.manifest(client, id).content()).parts();
    }

    private static byte[] read(String key) throws IOException {
        return client.store().read(new ObjectRef(Sandbox.EXPORTS, key)).orElseThrow();
    }

    private static void write(String key, byte[] content) throws IOException {
        client.store().put(new ObjectRef(Sandbox.EXPORTS, key), content, "application/octet-stream");
    }

    private static void exported(String id, String more) throws Exception {
        client.send(SandboxClient.request(id, "plain/", more));
        FinishedExports.verified(client, id);
    }

    @Test
    void an_export_is_unpacked_while_it_goes_on_and_gives_the_files_of_a_local_render() throws Exception {
        var directory = folder.resolve("live");
        var following = new FutureTask<>(() -> follow(0, directory, "live"));
        Thread.ofPlatform().start(following);
        client.send(SandboxClient.request("live", "plain/", SMALL_PARTS.formatted(", \"index\": true")));

        var printed = following.get();
        assertThat(printed).contains("accepted: the whole project", "unpacked 7_test_part_").contains("\nunpacked into "
                + directory + ": " + parts("live").size() + " parts, ");
        assertThat(parts("live")).hasSizeGreaterThan(3);
        var files = unpacked(directory);
        files.remove("classes.json");
        assertThat(files).isEqualTo(rendered());
        for (var part : parts("live")) {
            var index = Objects.requireNonNull(part.index());
            assertThat(directory.resolve(index.fileName())).hasBinaryContent(read(index.key()));
        }
        assertThat(directory.resolve("manifest.json")).hasBinaryContent(read("out/live/manifest.json"));
        assertThat(MaskExport.commandLine().execute("preview", directory.toString(), "--out",
                folder.resolve("live.html").toString())).isZero();
        assertThat(follow(0, directory, "live", "--json", "-q")).contains("\"matches\": true");
    }

    @Test
    void a_process_that_was_killed_goes_on_where_it_was() throws Exception {
        exported("killed", SMALL_PARTS.formatted(""));
        var directory = folder.resolve("killed");
        var first = directory.resolve(RECORDS + parts("killed").getFirst().fileName() + ".taken");
        try (var process = WorkerProcess.start(sandbox.environment(), List.of(),
                arguments(directory, "killed").toArray(String[]::new))) {
            while (process.isRunning() && !Files.exists(first)) {
                Thread.sleep(1);
            }
            process.kill();
        }

        assertThat(directory).isDirectory();
        assertThat(follow(0, directory, "killed", "--since", "1h")).contains("all as the manifest says");
        assertThat(unpacked(directory)).isEqualTo(rendered());
    }

    /** The largest part does not fit, as if the disk were full. */
    @Test
    void a_full_disk_ends_with_one_line_and_the_next_call_goes_on() throws Exception {
        exported("full", SMALL_PARTS.formatted(""));
        var directory = folder.resolve("full");
        long largest = parts("full").stream().mapToLong(ArchivePart::bytes).max().orElseThrow();
        var command = new ArrayList<>(List.of("sh", "-c", "ulimit -f %d; exec \"$@\"".formatted((largest - 1) / 512),
                "sh", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(WorkerProcess.JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MaskExport.class.getName()));
        command.addAll(arguments(directory, "full", "--bucket", Sandbox.EXPORTS, "--prefix", "out/", "-q"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(sandbox.environment());
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(printed).isEqualTo(2);
        assertThat(printed.lines()).singleElement().asString()
                .contains(".download cannot be written: File too large; make room, and call the same command again");
        assertThat(SandboxClient.files(directory).keySet())
                .noneMatch(path -> path.matches(".*\\.(download|partial)|manifest.json"));

        follow(0, directory, "full", "--bucket", Sandbox.EXPORTS, "--prefix", "out/");
        assertThat(unpacked(directory)).isEqualTo(rendered());
    }

    /** A shard is an archive on its own, with the files of the root beside it; volumes and lists of sets are of other names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"shards | \"layout\": \"webdataset\"", "volumes | \"naming\": \"volume\""})
    void other_layouts_are_unpacked_from_the_manifest_alone(String id, String archive) throws Exception {
        exported(id, SMALL_PARTS.formatted(", " + archive)
                + ", \"split\": {\"sets\": [{\"name\": \"train\", \"share\": \"100%\"}]}");
        var directory = folder.resolve(id);

        follow(0, directory, id, "--bucket", Sandbox.EXPORTS, "--prefix", "out/");

        var files = SandboxClient.files(directory);
        files.keySet().removeIf(path -> path.startsWith(RECORDS));
        assertThat(files.keySet()).contains("meta.json", "split_train.txt", "manifest.json", "SHA256SUMS");
        long members = parts(id).stream().mapToLong(ArchivePart::members).sum();
        assertThat(files.keySet().stream().filter(path -> path.startsWith("dataset-")))
                .hasSize((int) members - (id.equals("shards") ? 0 : 3));
    }

    @Test
    void a_damaged_part_is_named_and_taken_once_it_is_whole() throws Exception {
        exported("damaged", SMALL_PARTS.formatted(""));
        var part = parts("damaged").get(1);
        var content = read(part.key());
        var damaged = content.clone();
        damaged[700] ^= 1;
        write(part.key(), damaged);
        var directory = folder.resolve("damaged");

        assertThat(follow(5, directory, "damaged")).contains("\npart-sha256 " + part.key() + ": ")
                .endsWith("\n1 difference\n");
        assertThat(directory.resolve("manifest.json")).doesNotExist();

        write(part.key(), content);
        follow(0, directory, "damaged");
        assertThat(unpacked(directory)).isEqualTo(rendered());
    }

    @Test
    void a_hostile_name_in_a_part_cannot_leave_the_directory() throws Exception {
        exported("hostile", "");
        var part = parts("hostile").getFirst();
        var tar = new String(read(part.key()), ISO_8859_1);
        int name = tar.indexOf("dataset-0/");
        var evil = (tar.substring(0, name) + "../../out/" + tar.substring(name + 10)).getBytes(ISO_8859_1);
        checksum(evil, name);
        write(part.key(), evil);
        var manifest = new String(read(bucketFolder("hostile") + "manifest.json"), UTF_8);
        write(bucketFolder("hostile") + "manifest.json",
                manifest.replace(part.sha256(), DigestUtils.sha256Hex(evil)).getBytes(UTF_8));
        write(bucketFolder("hostile") + "SHA256SUMS", (DigestUtils.sha256Hex(evil) + "  " + part.fileName() + "\n")
                .getBytes(UTF_8));
        var directory = folder.resolve("deep/down/hostile");

        assertThat(follow(5, directory, "hostile", "--bucket", Sandbox.EXPORTS, "--prefix", "out/"))
                .contains("member-path ../../out/").endsWith("\n1 difference\n");
        assertThat(unpacked(directory)).isEmpty();
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**/out");
        assertThat(JsonRecords.read(read(bucketFolder("hostile") + "manifest.json"), Manifest.class).status())
                .isEqualTo(Manifest.ManifestStatus.COMPLETED);
    }

    /** Corrects the checksum of the header that begins with this name. */
    private static void checksum(byte[] tar, int header) {
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[header + i] & 0xff;
        }
        var text = "%06o\0 ".formatted(sum).getBytes(ISO_8859_1);
        System.arraycopy(text, 0, tar, header + 148, text.length);
    }

    @Test
    void an_export_without_an_archive_ends_as_request_says_and_leaves_nothing() throws Exception {
        client.send(SandboxClient.request("failing", "nothing/", ""));
        client.last("failing");
        var directory = folder.resolve("failing");

        assertThat(follow(1, directory, "failing")).contains("failed: MISSING_META");
        assertThat(directory).isEmptyDirectory();
        assertThat(follow(1, directory, "failing", "--bucket", "exports", "--prefix", "out", "--json"))
                .contains("\"reason\": \"MISSING_META\"");
        client.send(SandboxClient.request("dry", "plain/", ", \"dryRun\": true"));
        assertThat(follow(0, directory, "dry")).contains("a dry run");
        assertThat(follow(4, directory, "never", "--worker-timeout", "1s")).contains("no event of never came");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void another_request_with_the_same_id_or_another_directory_is_refused() throws Exception {
        exported("mine", "");
        var other = Files.writeString(folder.resolve("mine.json"), SandboxClient.request("mine", "other/", ""));
        assertThat(follow(5, folder.resolve("mine"), other.toString()))
                .startsWith("request-digest out/mine/manifest.json");

        Files.writeString(folder.resolve("mine/own.txt"), "");
        assertThat(follow(2, folder.resolve("mine"), "mine")).contains("mine is not empty");
    }
}
