package io.maskexport.contracts;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SelectionFieldsTest {
    private static CommandResult read(String more) {
        return CommandReader.read(Samples.bare("""
                {"version": 1, "requestId": "a1", "source": {"bucket": "images"}, "project": {"id": 7, "name": "x"},
                 "destination": {"bucket": "exports"}%s}""".formatted(more)));
    }

    private static CommandResult.ValidCommand valid(String more) {
        return (CommandResult.ValidCommand) read(more);
    }

    private static ExportRequested request(String more) {
        return (ExportRequested) valid(more).command();
    }

    private static String problem(String select) {
        var refused = (CommandResult.RefusedCommand) read(", \"select\": " + select);
        assertThat(refused.rejection().reason()).isEqualTo(ReasonCode.INVALID_OPTION);
        return refused.rejection().detail();
    }

    @Test
    void a_selection_of_everything_is_the_same_request_as_one_without() {
        var digest = RequestDigest.of(request(""));
        for (var all : List.of("{}", "{\"datasets\": []}", "{\"items\": [], \"excludeClasses\": []}",
                "{\"annotatedOnly\": false, \"seed\": 7}", "{\"images\": true, \"annotations\": true}")) {
            assertThat(request(", \"select\": " + all).select()).isNull();
            assertThat(RequestDigest.of(request(", \"select\": " + all))).isEqualTo(digest);
        }
        assertThat(RequestDigest.of(request(", \"select\": {\"items\": [\"a\"]}"))).isNotEqualTo(digest);
    }

    @Test
    void a_selection_is_read_back_as_it_was_written() throws Exception {
        var request = request(", \"select\": {\"classes\": [\"b\", \"a*\"], \"excludeItems\": [\"\\\\[\"]}");
        assertThat(new String(JsonRecords.write(Objects.requireNonNull(request.select())), UTF_8))
                .isEqualTo("{\"excludeItems\":[\"\\\\[\"],\"classes\":[\"b\",\"a*\"]}");
        assertThat(JsonRecords.readStrictly(JsonRecords.write(request), ExportRequested.class)).isEqualTo(request);
    }

    @Test
    void wrong_entries_are_named_by_their_place() {
        assertThat(problem("{\"datasets\": [\"a\", \"\"]}"))
                .isEqualTo("select.datasets[1] has 0 characters, not 1 to 1024");
        assertThat(problem("{\"items\": [7]}")).isEqualTo("select.items[0] is a number, not a string");
        assertThat(problem("{\"excludeItems\": [%s]}".formatted("\"a*\",".repeat(100) + "\"b?\"")))
                .isEqualTo("select.excludeItems has 101 patterns; the maximum is 100");
        assertThat(problem("{\"labelTags\": [\"%s\", \"%s\"]}".formatted("*a".repeat(16), "*a".repeat(17))))
                .isEqualTo("select.labelTags[1] has more than 16 stars");
        assertThat(request(", \"select\": {\"items\": [%s]}".formatted("\"a\",".repeat(9_900) + "\"a*\",".repeat(99)
                + "\"[\"")).select()).isNotNull();
    }

    @Test
    void an_unknown_field_of_it_is_ignored_and_told() {
        assertThat(valid(", \"select\": {\"item\": [\"a\"]}").ignored().first())
                .containsExactly(new IgnoredField("select.item", "select.items"));
    }

    @Test
    void an_event_leaves_out_a_selection_that_is_too_long_for_it() throws Exception {
        var names = Collections.nCopies(255, "n".repeat(1_024));
        var request = request(", \"select\": {\"items\": [\"a\"]}");
        var large = new ExportRequested("a1", request.source(), request.project(), List.of("d"), request.options(),
                request.destination(), request.archive(), null, null,
                new SelectionChoices(List.of(), List.of(), names, names, List.of(), List.of(), List.of(), List.of(),
                        List.of(), List.of(), null, null, null, null, null));

        assertThat(accepted(request).select()).isEqualTo(request.select());
        assertThat(accepted(large).select()).isNull();
    }

    private static ExportAccepted accepted(ExportRequested request) throws Exception {
        return (ExportAccepted) EventReader
                .read(EventWriter.write(ExportAccepted.of(request), "/mask-export", TraceContext.NONE));
    }
}
