package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.Envelope;
import io.maskexport.contracts.Event;
import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.contracts.Reading;
import io.maskexport.worker.events.EventFollower;
import io.maskexport.worker.events.Publisher;
import io.maskexport.worker.settings.Settings;
import io.maskexport.worker.settings.UnusableEnvironmentException;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends a request and follows it to its end. */
@Command(name = "request", mixinStandardHelpOptions = true, description = {
    "Sends a request and shows what becomes of it, until it has ended.",
    "The broker and the topics are taken from the environment, as for the service: KAFKA_BOOTSTRAP_SERVERS …"}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:completed", "1:failed, cancelled, rejected, or not ended in time",
        "2:wrong usage, or a file that is no request"})
public final class RequestCommand implements Callable<Integer> {
    private static final int NOT_COMPLETED = 1;
    private static final int USAGE = 2;

    @Parameters(paramLabel = "FILE", description = "The request in JSON; - for standard input.")
    private String file = "";

    @Option(names = "--timeout", paramLabel = "MINUTES", defaultValue = "1440", description = "How long to wait for the end. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private long items;
    private long itemsDone;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            var kafka = Settings.kafkaFrom(System.getenv());
            var content = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return switch (CommandReader.read(Envelope.bare(content))) {
                case Reading.Valid(ExportRequested request, _) -> send(kafka, request, content);
                case Reading.Valid(var other, _) -> usage("not a request for an export: " + other.requestId());
                case Reading.Refused(var rejection, _) -> usage(rejection.detail() + "\n" + problems(rejection));
                case Reading.Unreadable(_, var detail) -> usage(detail);
            };
        } catch (UnusableEnvironmentException e) {
            return usage(String.valueOf(e.getMessage()));
        }
    }

    private int usage(String problem) {
        spec.commandLine().getErr().println(problem.strip());
        return USAGE;
    }

    private static String problems(ExportRejected rejection) {
        var lines = new StringBuilder();
        rejection.problems()
                .forEach(p -> lines.append("  ").append(p.field()).append(": ").append(p.detail()).append('\n'));
        return lines.toString();
    }

    /** Listens first, so that no event is missed. */
    private int send(Settings.Kafka kafka, ExportRequested request, byte[] content)
            throws IOException, InterruptedException {
        var bar = new ProgressBar(err(), ProgressBar.hasTerminal(), "items");
        try (var events = EventFollower.open(kafka, request.requestId());
                var publisher = Publisher.open(kafka)) {
            publisher.send(
                    new ProducerRecord<>(kafka.topics().requests(), request.requestId().getBytes(UTF_8), content));
            var last = events.follow(event -> show(event, bar), Duration.ofMinutes(timeout));
            bar.end();
            return last.map(this::summary).orElseGet(() -> {
                err().println("not ended in " + timeout + " minutes; it goes on");
                return NOT_COMPLETED;
            });
        }
    }

    private void show(Event event, ProgressBar bar) {
        switch (event) {
            case ExportAccepted _ -> err().println("accepted");
            case ExportPlanned planned -> {
                items = planned.items();
                err().printf("%,d items in %,d tasks%n", items, planned.tasks());
            }
            case ExportProgressed progress when progress.items() == items ->
                bar.show(Math.max(itemsDone, progress.done()), items);
            case PartCompleted part -> {
                itemsDone = Math.min(items, itemsDone + part.part().items());
                bar.show(itemsDone, items);
            }
            default -> {
            }
        }
    }

    private int summary(Event last) {
        var out = spec.commandLine().getOut();
        return switch (last) {
            case ExportCompleted completed -> {
                print(out, completed);
                yield 0;
            }
            case ExportFailed failed -> ended("failed: " + failed.reason() + " " + failed.detail());
            case ExportRejected rejected -> ended("rejected: " + rejected.reason() + " " + rejected.detail() + "\n"
                    + problems(rejected));
            case ExportCancelled _ -> ended("cancelled");
            default -> throw new IllegalStateException("not a last event: " + last);
        };
    }

    private int ended(String how) {
        err().println(how.strip());
        return NOT_COMPLETED;
    }

    private static void print(PrintWriter out, ExportCompleted completed) {
        var totals = completed.totals();
        out.printf("%s: %,d items, %,d without masks, %,d labels, %,d bytes in %,d parts%n",
                completed.status().wire(), totals.items(), totals.skipped(), totals.labels(), totals.bytes(),
                completed.partCount());
        completed.parts().forEach(part -> out.printf("  s3://%s/%s  %,d bytes  %s%n", part.bucket(), part.key(),
                part.bytes(), part.sha256()));
        completed.warnings().counts().forEach((code, count) -> out.printf("  warning %s: %,d%n", code, count));
        out.printf("  s3://%s/%s%n", completed.manifest().bucket(), completed.manifest().key());
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
