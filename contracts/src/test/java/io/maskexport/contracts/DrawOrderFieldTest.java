package io.maskexport.contracts;

import java.util.List;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DrawOrderFieldTest {
    private static CommandResult read(String options) {
        return CommandReader.read(Samples.bare("""
                {"version": 1, "requestId": "a1", "source": {"bucket": "images"}, "project": {"id": 7, "name": "x"},
                 "destination": {"bucket": "exports"}, "options": %s}""".formatted(options)));
    }

    private static ExportRequested request(String options) {
        return (ExportRequested) ((CommandResult.ValidCommand) read(options)).command();
    }

    private static String problem(String order) {
        var refused = (CommandResult.RefusedCommand) read("{\"drawOrder\": " + order + "}");
        assertThat(refused.rejection().reason()).isEqualTo(ReasonCode.INVALID_OPTION);
        return refused.rejection().detail();
    }

    @Test
    void the_default_order_is_the_same_request_as_none() {
        assertThat(request("{\"drawOrder\": \"reference\"}")).isEqualTo(request("{}"));
        assertThat(new String(JsonRecords.write(request("{}").options()), UTF_8)).doesNotContain("drawOrder");
        assertThat(RequestDigest.of(request("{\"drawOrder\": \"annotation\"}")))
                .isNotEqualTo(RequestDigest.of(request("{}")));
    }

    @Test
    void an_order_is_read_back_as_it_was_written() throws Exception {
        for (var order : List.of("\"annotation\"", "\"area-desc\"", "[\"b\",\"a\"]", "[\"annotation\"]")) {
            var options = request("{\"drawOrder\": " + order + "}").options();
            var json = JsonRecords.write(options);
            assertThat(new String(json, UTF_8)).contains("\"drawOrder\":" + order);
            assertThat(JsonRecords.readStrictly(json, RenderChoices.class)).isEqualTo(options);
        }
    }

    @Test
    void a_wrong_order_is_refused_with_its_path() {
        assertThat(problem("\"bottom\"")).isEqualTo(
                "options.drawOrder is \"bottom\", not one of reference, annotation, area-desc, or a list of classes from bottom to top");
        assertThat(problem("[]")).startsWith("options.drawOrder is empty");
        assertThat(problem("[\"a\", \"b\", \"a\"]")).isEqualTo("options.drawOrder has 'a' twice");
        assertThat(problem("[\"a\", \"\"]")).isEqualTo("options.drawOrder[1] has 0 characters, not 1 to 1024");
    }
}
