package io.maskexport.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class CommandReaderTest {
    private static final String MINIMAL_REQUEST = """
            {"version": 1, "requestId": "a1", "source": {"bucket": "images", "prefix": "lemons"},
             "project": {"id": 7, "name": "lemons"}, "destination": {"bucket": "exports"}}""";
    private static final String REQUESTED = "io.maskexport.export.requested.v1";
    private static final String CANCELLED = "io.maskexport.export.cancel-requested.v1";

    private static ExportCommand valid(RecordEnvelope envelope) {
        assertThat(CommandReader.read(envelope)).isInstanceOf(CommandResult.ValidCommand.class);
        return ((CommandResult.ValidCommand) CommandReader.read(envelope)).command();
    }

    private static ExportRejected refused(RecordEnvelope envelope) {
        assertThat(CommandReader.read(envelope)).isInstanceOf(CommandResult.RefusedCommand.class);
        return ((CommandResult.RefusedCommand) CommandReader.read(envelope)).rejection();
    }

    private static CommandResult.UnreadableRecord unreadable(byte[] value) {
        assertThat(CommandReader.read(RecordEnvelope.bare(value))).isInstanceOf(CommandResult.UnreadableRecord.class);
        return (CommandResult.UnreadableRecord) CommandReader.read(RecordEnvelope.bare(value));
    }

    private static RecordEnvelope binary(String type, String json) {
        return new RecordEnvelope(Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/shop", "ce_type", type),
                json.getBytes(UTF_8));
    }

    private static RecordEnvelope structured(String json) {
        return new RecordEnvelope(Map.of("Content-Type", "application/cloudevents+json; charset=utf-8"),
                json.getBytes(UTF_8));
    }

    @Test
    void what_is_left_out_has_the_defaults_of_the_reference_application() {
        assertThat(valid(Samples.bare(MINIMAL_REQUEST)))
                .isEqualTo(new ExportRequested("a1", new BucketLocation("images", "lemons/"),
                        new ProjectName(7, "lemons"), List.of(),
                        new RenderChoices(true, false, 50, true, false, false, 2, CompatMode.STRICT),
                        new BucketLocation("exports", ""), new ArchiveOptions(500_000_000, PartNaming.PART)));
    }

    @Test
    void what_is_written_is_read_again() {
        assertThat(valid(RecordEnvelope.bare(JsonRecords.write(Samples.REQUEST)))).isEqualTo(Samples.REQUEST);
        assertThat(valid(RecordEnvelope.bare(JsonRecords.write(Samples.CANCELLATION)))).isEqualTo(Samples.CANCELLATION);
        assertThat(valid(RecordEnvelope.bare(JsonRecords.writePretty(Samples.REQUEST)))).isEqualTo(Samples.REQUEST);
    }

    @Test
    void unknown_fields_are_ignored() {
        assertThat(valid(Samples.bare(MINIMAL_REQUEST.replace("{\"id\"", "{\"colour\": [1.5, null], \"id\"")
                .replace("{\"version\"", "{\"priority\": \"high\", \"version\""))))
                .isEqualTo(valid(Samples.bare(MINIMAL_REQUEST)));
    }

    @Test
    void bare_json_with_nothing_that_only_requests_have_is_a_cancellation() {
        assertThat(valid(Samples.bare("""
                {"version": 1, "requestId": "a1", "destination": {"bucket": "exports"}}""")))
                .isEqualTo(new CancelRequested("a1", new BucketLocation("exports", "")));
        assertThat(refused(Samples
                .bare("""
                        {"version": 1, "requestId": "a1", "project": {"id": 7, "name": "x"}, "destination": {"bucket": "exports"}}"""))
                .detail()).isEqualTo("source is missing");
    }

    @Test
    void binary_mode_names_the_type_in_a_header_of_any_case() {
        var expected = valid(Samples.bare(MINIMAL_REQUEST));

        assertThat(valid(binary(REQUESTED, MINIMAL_REQUEST))).isEqualTo(expected);
        assertThat(
                valid(new RecordEnvelope(Map.of("CE_SpecVersion", "1.0", "CE_Type", REQUESTED),
                        MINIMAL_REQUEST.getBytes(UTF_8))))
                .isEqualTo(expected);
        assertThat(valid(binary(CANCELLED, MINIMAL_REQUEST)))
                .isEqualTo(new CancelRequested("a1", new BucketLocation("exports", "")));
    }

    @Test
    void structured_mode_has_the_message_in_its_data() {
        assertThat(valid(structured("""
                {"specversion": "1.0", "type": "%s", "id": "1", "source": "/shop", "data": %s}"""
                .formatted(REQUESTED, MINIMAL_REQUEST)))).isEqualTo(valid(Samples.bare(MINIMAL_REQUEST)));
    }

    @Test
    void a_type_that_is_no_command_is_refused() {
        assertThat(refused(binary("io.maskexport.export.completed.v1", MINIMAL_REQUEST)).reason())
                .isEqualTo(ReasonCode.MALFORMED_REQUEST);
        assertThat(refused(binary("com.example.order", MINIMAL_REQUEST)).detail()).contains("com.example.order");
        assertThat(refused(new RecordEnvelope(Map.of("ce_type", REQUESTED), MINIMAL_REQUEST.getBytes(UTF_8))).detail())
                .contains("specversion");
        assertThat(
                refused(new RecordEnvelope(Map.of("ce_specversion", "1.0"), MINIMAL_REQUEST.getBytes(UTF_8))).detail())
                .isEqualTo("unknown type ``");
    }

    @Test
    void an_event_without_data_is_unreadable() {
        assertThat(CommandReader.read(structured("""
                {"specversion": "1.0", "type": "%s", "data_base64": "e30="}""".formatted(REQUESTED))))
                .isEqualTo(new CommandResult.UnreadableRecord(ReasonCode.MALFORMED_REQUEST,
                        "data is nothing, not an object"));
        assertThat(CommandReader.read(structured("{}"))).isInstanceOf(CommandResult.UnreadableRecord.class);
    }

    @Test
    void another_major_version_is_reported_to_the_sender_if_there_is_one() {
        assertThat(refused(Samples.bare("{\"version\": 2, \"requestId\": \"a1\", \"everything\": \"new\"}")))
                .isEqualTo(new ExportRejected("a1", ReasonCode.UNSUPPORTED_VERSION,
                        "version is 2; this worker supports 1", List.of()));
        assertThat(refused(Samples.bare("{\"version\": 4294967297, \"requestId\": \"a1\"}")).reason())
                .isEqualTo(ReasonCode.UNSUPPORTED_VERSION);
        assertThat(refused(binary("io.maskexport.export.requested.v2", MINIMAL_REQUEST)).reason())
                .isEqualTo(ReasonCode.UNSUPPORTED_VERSION);
        assertThat(unreadable("{\"version\": 2, \"id\": \"a1\"}".getBytes(UTF_8)).reason())
                .isEqualTo(ReasonCode.UNSUPPORTED_VERSION);
    }

    @Test
    void all_problems_are_reported_together_each_with_its_field() {
        var rejection = refused(Samples
                .bare("""
                        {"version": 1, "requestId": "a1", "source": {"bucket": "My_Images", "prefix": "a//b"},
                         "project": {"id": -1, "name": ""}, "datasets": ["ok", 3, ""],
                         "options": {"thickness": 0, "resizePercent": 101, "humanMasks": "true", "compat": "STRICT"},
                         "destination": {"bucket": "10.0.0.1", "prefix": "../up"}, "archive": {"partMaxBytes": 10239, "naming": null}}"""));

        assertThat(rejection.reason()).isEqualTo(ReasonCode.INVALID_OPTION);
        assertThat(rejection.problems()).extracting(ExportRejected.FieldProblem::field).containsExactly("source.bucket",
                "source.prefix", "project.id", "project.name", "datasets[1]", "datasets[2]", "options.humanMasks",
                "options.resizePercent", "options.thickness", "options.compat", "destination.bucket",
                "destination.prefix", "archive.partMaxBytes", "archive.naming");
        assertThat(rejection.problems()).contains(
                new ExportRejected.FieldProblem("options.thickness", "is 0, not a whole number from 1 to 1000"),
                new ExportRejected.FieldProblem("options.compat", "is \"STRICT\", not one of strict, reference"),
                new ExportRejected.FieldProblem("datasets[1]", "is a number, not a string"));
        assertThat(rejection.detail())
                .startsWith("14 fields are wrong; the first: source.bucket is not a valid bucket name");
    }

    @Test
    void a_missing_field_makes_it_malformed_besides_other_problems() {
        var rejection = refused(Samples
                .bare("""
                        {"requestId": "a1", "source": {}, "options": {"thickness": 0}, "destination": {"bucket": "exports"}}"""));

        assertThat(rejection.reason()).isEqualTo(ReasonCode.MALFORMED_REQUEST);
        assertThat(rejection.problems()).extracting(ExportRejected.FieldProblem::field).containsExactly("version",
                "source.bucket", "project", "options.thickness");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "thickness": "2"
            "thickness": 2.0
            "thickness": 2e0
            "thickness": null
            "thickness": true
            "thickness": [2]
            "thickness": 4294967298
            "thickness": 18446744073709551618
            "resizePercent": -1
            "humanMasks": 1
            "humanMasks": null
            "compat": 0
            """)
    void a_value_of_another_type_is_never_converted(String option) {
        var json = MINIMAL_REQUEST.replace("\"project\"", "\"options\": {%s}, \"project\"".formatted(option));

        assertThat(refused(Samples.bare(json)).problems()).singleElement()
                .extracting(ExportRejected.FieldProblem::field).asString().startsWith("options.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"options\": 5", "\"options\": null", "\"archive\": []", "\"datasets\": \"ds1\"",
        "\"datasets\": {\"0\": \"a\"}"})
    void a_container_of_another_type_is_a_problem(String field) {
        assertThat(refused(Samples.bare(MINIMAL_REQUEST.replace("\"project\"", field + ", \"project\""))).problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "_a", "a/b", "../a", "a.b", "a\\n", "a\\u0000", "äb", "😀",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg"})
    void a_request_id_that_breaks_its_rule_leaves_nobody_to_answer(String id) {
        var json = MINIMAL_REQUEST.replace("\"a1\"", "\"" + id + "\"");

        assertThat(unreadable(json.getBytes(UTF_8)).reason()).isEqualTo(ReasonCode.MALFORMED_REQUEST);
        assertThat(unreadable(json.getBytes(UTF_8)).detail()).startsWith("requestId does not match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "null", "1", "{} {}", "{}]", "{\"a\": NaN}", "{\"a\": Infinity}",
        "{'a': 1}", "{\"a\": 1,}", "{\"a\": 1, \"a\": 2}", "{\"a\": 01}", "// x\n{}",
        "{\"a\": 111111111122222222223333333333444}",
        "hello", "{\"a\": \"\u0001\"}", "\uFEFF\uFEFF{}"})
    void what_is_no_json_object_is_unreadable(String json) {
        assertThat(unreadable(json.getBytes(UTF_8)).reason()).isEqualTo(ReasonCode.MALFORMED_REQUEST);
    }

    @Test
    void other_encodings_are_unreadable_and_a_byte_order_mark_is_not() {
        assertThat(valid(Samples.bare("\uFEFF" + MINIMAL_REQUEST))).isEqualTo(valid(Samples.bare(MINIMAL_REQUEST)));
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_32)) {
            assertThat(unreadable(MINIMAL_REQUEST.getBytes(charset)).detail()).isNotEmpty();
        }
        assertThat(
                unreadable(MINIMAL_REQUEST.replace("lemons", "lémons").getBytes(StandardCharsets.ISO_8859_1)).detail())
                .isEqualTo("not UTF-8");
    }

    @Test
    void truncated_json_is_unreadable() {
        assertThat(unreadable(new byte[0]).detail()).isEqualTo("the record is empty");
        assertThat(unreadable(filled('[', 1 << 20)).detail())
                .isEqualTo("1048576 bytes; the maximum of a message is 262144");
        assertThat(unreadable(filled('[', 1 << 17)).reason()).isEqualTo(ReasonCode.MALFORMED_REQUEST);
        assertThat(unreadable(("{\"a\":[" + "0,".repeat(60_000) + "0]}").getBytes(UTF_8)).detail())
                .contains("50000 tokens").doesNotContain("Stream");
        assertThat(unreadable(("{\"a\":\"" + "x".repeat(5_000) + "\"}").getBytes(UTF_8)).detail()).contains("4096");
    }

    private static byte[] filled(char c, int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) c);
        return bytes;
    }

    @Test
    void half_a_surrogate_pair_is_a_problem_where_it_would_be_kept() {
        assertThat(refused(Samples.bare(MINIMAL_REQUEST.replace("\"lemons\"}, \"dest", "\"\\ud800\"}, \"dest")))
                .problems())
                .singleElement().isEqualTo(
                        new ExportRejected.FieldProblem("project.name", "is not valid Unicode: unpaired surrogate"));
    }

    @Test
    void a_list_is_bounded() {
        var many = "\"d\",".repeat(10_000);
        assertThat(refused(
                Samples.bare(MINIMAL_REQUEST.replace("\"project\"", "\"datasets\": [" + many + "\"d\"], \"project\"")))
                .problems()).singleElement().isEqualTo(
                        new ExportRejected.FieldProblem("datasets", "has 10001 entries; the maximum is 10000"));
        assertThat(refused(Samples.bare(MINIMAL_REQUEST.replace("\"project\"", "\"datasets\": [" + "1,".repeat(5_000)
                + "1], \"project\""))).problems()).hasSize(100);
    }

    @Test
    void the_trace_goes_with_the_command() {
        var parent = Samples.TRACE.parent().orElseThrow();
        var headers = Map.of("traceparent", parent, "tracestate", Samples.TRACE.state().orElseThrow());
        assertThat(CommandReader.read(new RecordEnvelope(headers, MINIMAL_REQUEST.getBytes(UTF_8)))).isEqualTo(
                new CommandResult.ValidCommand(valid(Samples.bare(MINIMAL_REQUEST)), Samples.TRACE));
        assertThat(CommandReader.read(new RecordEnvelope(headers, "{\"requestId\": \"a1\"}".getBytes(UTF_8))))
                .isInstanceOfSatisfying(CommandResult.RefusedCommand.class,
                        refused -> assertThat(refused.trace()).isEqualTo(Samples.TRACE));
        assertThat(CommandReader.read(structured("""
                {"specversion": "1.0", "type": "%s", "traceparent": "%s", "data": %s}"""
                .formatted(REQUESTED, parent, MINIMAL_REQUEST))))
                .isInstanceOfSatisfying(CommandResult.ValidCommand.class,
                        valid -> assertThat(valid.trace())
                                .isEqualTo(new TraceContext(Optional.of(parent), Optional.empty())));
    }

    @Test
    void no_bytes_make_it_throw() {
        var random = new Random(20_261_124);
        var whole = JsonRecords.write(Samples.REQUEST);
        for (int i = 0; i < 20_000; i++) {
            var bytes = Arrays.copyOf(whole, random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            switch (CommandReader.read(RecordEnvelope.bare(bytes))) {
                case CommandResult.ValidCommand(var command, _, _) ->
                    assertThat(RequestId.isValid(command.requestId())).isTrue();
                case CommandResult.RefusedCommand(var rejection, _) ->
                    assertThat(JsonRecords.write(rejection)).isNotEmpty();
                case CommandResult.UnreadableRecord(_, var detail) ->
                    assertThat(detail).doesNotContainPattern("\\p{Cntrl}");
            }
        }
    }
}
