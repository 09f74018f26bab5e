package io.maskexport.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.worker.ops.QuantityText;

import static io.maskexport.worker.ops.QuantityText.count;

/** What the demo says, in fewer than forty lines. */
final class DemoTerminal {
    private static final int BAR = 20;

    private final PrintStream out;
    private final DemoFolder folder;
    private final Instant begun = Instant.now();
    private volatile boolean finished;

    DemoTerminal(PrintStream out, DemoFolder folder) {
        this.out = out;
        this.folder = folder;
    }

    void starting() {
        out.println("Starting a Kafka broker, an S3 server and a worker ...");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!finished) {
                out.println("\nStopped before the end.");
            }
        }));
    }

    void started(Sandbox sandbox, int opsPort) {
        step("started: broker %s, bucket server %s, page and metrics http://127.0.0.1:%d/".formatted(
                sandbox.kafka().bootstrapServers(), sandbox.s3().endpoint(), opsPort));
    }

    void uploaded(long images) {
        step("uploaded a project of %s to s3://%s/%s".formatted(count(images, "image"), Sandbox.PROJECTS,
                DemoFolder.PREFIX));
    }

    void sent(String topic, String request) {
        step("sent this request to the topic %s:%n%s".formatted(topic, request.indent(8).stripTrailing()));
    }

    /** An event by the name that it has in the documents. */
    void show(ExportEvent event) {
        step(switch (event) {
            case ExportPlanned planned -> "planned         " + count(planned.items(), "item") + " in "
                    + count(planned.tasks(), "task");
            case ExportProgressed progress -> "progressed      " + bar(progress.done(), progress.items());
            case PartCompleted part -> "part-completed  s3://%s/%s, %s".formatted(part.part().bucket(),
                    part.part().key(), QuantityText.bytes(part.part().bytes()));
            case ExportCompleted completed -> "completed       " + bar(completed.totals().items(),
                    completed.totals().items());
            case ExportRejected rejected -> "rejected        " + rejected.detail();
            case ExportFailed failed -> "failed          " + failed.detail();
            default -> "accepted        " + event.requestId();
        });
    }

    private static String bar(long done, long total) {
        int filled = total == 0 ? BAR : (int) (BAR * done / total);
        return "[%s%s] %d of %d".formatted("#".repeat(filled), "-".repeat(BAR - filled), done, total);
    }

    void result() throws IOException {
        finished = true;
        step("unpacked: " + folder.kinds());
        out.printf("""

                The result is in %s:
                  unpacked/    images, annotations and masks
                  buckets/     the project and the export's parts, manifest.json and SHA256SUMS, as in the bucket
                  index.html   all images with their masks: open it in a browser
                """, shown(folder.root()));
        out.printf("%nLook at it:  %s%n", folder.page().toUri());
    }

    void ended() {
        out.println(
                "Go on:       mvn -q -Pdemo -Ddemo.keep=true   (keeps broker, bucket and worker for requests of your own)");
    }

    /** What another terminal can do while everything goes on. */
    void kept(Sandbox sandbox, String topic) {
        var env = shown(folder.environmentFile());
        var request = shown(folder.requestFile());
        out.printf(
                """

                        Broker, bucket and worker go on until you press Ctrl-C. In another terminal, each of these works as it stands:

                          . %s && worker/bin/mask-export request %s
                          kcat -P -b %s -t %s %s
                          rclone copy ":s3,provider=Other,endpoint='%s',access_key_id=%s,secret_access_key=%s:%s/demo" %s
                        """,
                env, request, sandbox.kafka().bootstrapServers(), topic, request, sandbox.s3().endpoint(),
                EmbeddedS3.ACCESS_KEY, EmbeddedS3.SECRET_KEY, Sandbox.EXPORTS, shown(folder.root().resolve("copy")));
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> out.println("\nStopped. The result stays in " + shown(folder.root()) + ".")));
    }

    private void step(String line) {
        out.printf(Locale.ROOT, "%5.1f s  %s%n", Duration.between(begun, Instant.now()).toMillis() / 1000.0, line);
    }

    /** As short as the user may write it. */
    private static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        var absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }
}
