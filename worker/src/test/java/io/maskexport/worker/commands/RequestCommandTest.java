package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.CancellationEffect;
import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportProgressed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportTotals;
import io.maskexport.contracts.ObjectLocation;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.PlanEstimate;
import io.maskexport.contracts.ProjectName;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.RenderChoices;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.worker.MaskExport;
import io.maskexport.worker.client.EventFeed;
import io.maskexport.worker.client.ExportFollower.WaitLimits;
import io.maskexport.worker.commands.CommandExchange.ExchangeListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class RequestCommandTest {
    private static final ObjectPointer MANIFEST = new ObjectPointer("exports", "a1/manifest.json", "5ba1");
    private static final ExportCompleted COMPLETED = new ExportCompleted("a1",
            ExportCompleted.CompletionStatus.COMPLETED_WITH_WARNINGS, new ProjectName(7, "lemons"),
            List.of(new ArchivePart(1, "exports", "a1/7_lemons.tar", 12_345, "c0de", "e", 3, 20, "", "")), 1,
            new ExportTotals(3, 2, 1, 9, new ExportTotals.MaskCounts(2, 2, 0, 0), 12_345),
            WarningCounts.of(Map.of("UNKNOWN_CLASS", 1L),
                    List.of(new WarningCounts.WarningExample("UNKNOWN_CLASS", "ds/img/\u001b[31m.png", "class kiwi")),
                    null),
            MANIFEST);

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return MaskExport.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private int follow(boolean terminal, boolean json, ExportEvent... events) throws IOException {
        var command = new RequestCommand();
        parse(command, json ? "--json" : "--topic=any", "a1.json");
        return told(command, terminal, events);
    }

    private static int told(RequestCommand command, boolean terminal, ExportEvent... events) throws IOException {
        return command.told("a1", new CommandExchange(command.output(), terminal).follow(_ -> List.of(events),
                new WaitLimits(Duration.ZERO, Duration.ZERO), ExchangeListener.NONE));
    }

    private void parse(Object command, String... arguments) {
        new CommandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .parseArgs(arguments);
    }

    private int cancelled(@Nullable CancellationEffect effect, ExportEvent event) throws IOException {
        var command = new CancelCommand();
        parse(command, "a1.json");
        var feed = new EventFeed() {
            @Override
            public List<ExportEvent> poll(Duration wait) {
                return List.of(event);
            }

            @Override
            public Optional<CancellationEffect> effect() {
                return Optional.ofNullable(effect);
            }
        };
        return command.told("a1", new CommandExchange(command.output(), false).follow(feed,
                new WaitLimits(Duration.ZERO, Duration.ZERO), ExchangeListener.NONE));
    }

    private String request(String content) throws IOException {
        return Files.writeString(folder.resolve("request.json"), content).toString();
    }

    @Test
    void a_request_with_mistakes_is_not_sent_and_all_of_them_are_told() throws IOException {
        assertThat(run("request", request("""
                {"version": 1, "requestId": "a1", "source": {"bucket": "IMAGES"}, "project": {"id": 1, "name": "x"},
                 "options": {"thickness": 0}, "destination": {"bucket": "exports"}}"""))).isEqualTo(2);
        assertThat(err.toString()).contains("INVALID_OPTION", "source.bucket is not a valid bucket name",
                "options.thickness is 0, not a whole number from 1 to 1000");
    }

    @Test
    void a_strict_client_does_not_send_what_it_mistyped() throws IOException {
        var mistyped = request("""
                {"version": 1, "requestId": "e-unk", "source": {"bucket": "projects", "prefix": "street-and-harbour/"},
                 "project": {"id": 1, "name": "street and harbour"},
                 "destination": {"bucket": "exports", "prefix": "demo/"},
                 "optoins": {"instanceMasks": true}, "options": {"instanceMask": true}}""");

        assertThat(run("request", "--strict", mistyped)).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("not sent; unknown fields: optoins (did you mean "
                + "options?), options.instanceMask (did you mean options.instanceMasks?)");
    }

    @Test
    void what_is_mistyped_is_warned_of_before_anything_is_sent() throws IOException {
        var mistyped = request(
                """
                        {"version": 1, "requestId": "e-unk", "source": {"bucket": "projects"}, "project": {"id": 1, "name": "x"},
                         "destination": {"bucket": "exports"}, "\\u001b[2Jdataset": []}""");

        assertThat(run("request", mistyped)).as("there is no broker").isEqualTo(2);
        assertThat(err.toString().lines()).first()
                .isEqualTo("warning: unknown fields are ignored: [\" [2Jdataset\"]");
    }

    @Test
    void what_is_no_request_is_not_sent() throws IOException {
        assertThat(run("request", request("{"))).isEqualTo(2);
        assertThat(run("request",
                request("{\"version\": 1, \"requestId\": \"a1\", \"destination\": {\"bucket\": \"exports\"}}")))
                .isEqualTo(2);
        assertThat(run("request", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("request")).isEqualTo(2);
        assertThat(run("request", "--timeout", "soon", "x")).isEqualTo(2);
        assertThat(run("cancel", "../x", "--bucket", "exports")).isEqualTo(2);
        assertThat(run("cancel", "a1", "--bucket", "X")).isEqualTo(2);
        assertThat(run("cancel", "a1")).isEqualTo(2);
        assertThat(err.toString()).contains("MALFORMED_REQUEST: invalid JSON", "this is a cancellation", "cannot read",
                "Missing required parameter", "'soon' is not a duration", "requestId does not match",
                "destination.bucket is not a valid bucket name",
                "cannot read a1: no such file or directory; to cancel by REQUEST_ID, name its --bucket and --prefix");
    }

    @Test
    void each_effect_of_a_cancellation_has_a_status_and_a_text() throws IOException {
        var event = new ExportCancelled("a1", MANIFEST);

        assertThat(cancelled(null, event)).isZero();
        assertThat(cancelled(null, new ExportRejected("a1", ReasonCode.FORBIDDEN_DESTINATION, "no", List.of())))
                .isEqualTo(1);
        assertThat(cancelled(null, COMPLETED)).isEqualTo(4);
        assertThat(cancelled(CancellationEffect.ALREADY_ENDED, COMPLETED)).isEqualTo(4);
        assertThat(cancelled(CancellationEffect.ALREADY_ENDED,
                new ExportFailed("a1", ReasonCode.MISSING_META, "no meta.json", null))).isEqualTo(4);
        assertThat(cancelled(CancellationEffect.ALREADY_ENDED, event)).isEqualTo(5);
        assertThat(cancelled(CancellationEffect.NOT_PLANNED, event)).isEqualTo(6);
        assertThat(out.toString().lines().filter(line -> !line.startsWith(" "))).contains(
                "a1 ended before the cancellation took effect:", "a1 had already ended, and was not cancelled:",
                "a1 had already been cancelled:", "rejected: FORBIDDEN_DESTINATION, no").anyMatch(
                        line -> line.startsWith("cancelled in advance: no worker had planned an export a1"));
    }

    @Test
    void a_request_that_no_worker_takes_has_a_status_of_its_own() throws IOException {
        var command = new RequestCommand();
        parse(command, "--worker-timeout=0s", "a1.json");
        var waits = new ArrayList<Duration>();
        var result = new CommandExchange(command.output(), false).follow(_ -> List.of(),
                new WaitLimits(Duration.ZERO, Duration.ofDays(1)), new ExchangeListener() {
                    @Override
                    public void nothingYet(Duration time) {
                        waits.add(time);
                    }
                });

        assertThat(command.told("a1", result)).isEqualTo(4);
        assertThat(err.toString()).contains("no worker took a1 in time. The request stays in its topic");
        assertThat(waits).hasSize(1);
    }

    @Test
    void a_completed_export_is_summed_up() throws IOException {
        assertThat(follow(false, false, new ExportPlanned("a1", 3, 1), new ExportProgressed("a1", 1, 2, 3), COMPLETED))
                .isZero();
        assertThat(err.toString().lines()).containsExactly("planned: 3 items in 1 task", "task 1: 2 of 3 items");
        assertThat(out.toString().lines()).containsExactly(
                "completed: 3 items, 2 with masks; 1 part, 12 kB",
                "  s3://exports/a1/7_lemons.tar, 12 kB, SHA-256 c0de", "warnings: UNKNOWN_CLASS 1",
                "  ds/img/?[31m.png: class kiwi", "manifest: s3://exports/a1/manifest.json, SHA-256 5ba1");
    }

    @Test
    void what_was_accepted_is_told_with_what_makes_it_another_export() throws IOException {
        assertThat(follow(false, false, accepted(null, null), COMPLETED)).isZero();
        assertThat(
                follow(false, false, accepted(new ObjectLocation("exports", "a\n0/manifest.json"), true), planned(0)))
                .isZero();
        assertThat(err.toString().lines()).containsExactly("accepted: 2 datasets",
                "accepted: 2 datasets, what changed since s3://exports/a?0/manifest.json, a dry run");
    }

    private static ExportAccepted accepted(@Nullable ObjectLocation since, @Nullable Boolean dryRun) {
        return new ExportAccepted("a1", new ProjectName(7, "lemons"), List.of("a", "b"), 2, RenderChoices.DEFAULTS,
                ArchiveOptions.DEFAULTS, null, null, null, since, dryRun, List.of(), null);
    }

    @Test
    void a_strict_client_tells_warnings_by_the_status() throws IOException {
        var strict = new RequestCommand();
        parse(strict, "--strict", "a1.json");

        assertThat(told(strict, false, COMPLETED)).isEqualTo(10);
        assertThat(told(strict, false, planned(1))).isEqualTo(10);
        assertThat(told(strict, false, planned(0))).isZero();
        assertThat(told(strict, false, new ExportCancelled("a1", MANIFEST))).isEqualTo(1);
        assertThat(follow(false, false, COMPLETED)).isZero();
        assertThat(follow(false, false, planned(1))).isZero();
    }

    private static ExportPlanned planned(long skipped) {
        return new ExportPlanned("a1", 3, 1, new PlanEstimate(3, skipped, 0, 1, 1, 9, 9), MANIFEST);
    }

    @Test
    void a_terminal_shows_a_bar() throws IOException {
        assertThat(follow(true, false, new ExportPlanned("a1", 4, 1), new ExportProgressed("a1", 1, 2, 4), COMPLETED))
                .isZero();
        assertThat(err.toString()).contains("50 %  2 of 4 items").doesNotContain("planned");
    }

    @Test
    void scripts_read_the_last_event_as_it_was() throws IOException {
        assertThat(follow(false, true, COMPLETED)).isZero();
        assertThat(out.toString()).startsWith("{\n  \"requestId\": \"a1\",\n  \"status\": \"completed_with_warnings\"");
    }

    @Test
    void an_export_that_fails_is_status_1_and_one_that_goes_on_is_3() throws IOException {
        assertThat(follow(false, false, new ExportFailed("a1", ReasonCode.MISSING_META, "no meta.json", null)))
                .isEqualTo(1);
        assertThat(out.toString().strip()).isEqualTo("failed: MISSING_META, no meta.json");
        assertThat(follow(false, false, new ExportPlanned("a1", 4, 1))).isEqualTo(3);
        assertThat(err.toString()).contains("timed out waiting for a1; the export continues");
    }
}
