package io.maskexport.contracts;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SplitFieldsTest {
    private static CommandResult read(String more) {
        return CommandReader.read(Samples.bare("""
                {"version": 1, "requestId": "a1", "source": {"bucket": "images"}, "project": {"id": 7, "name": "x"},
                 "destination": {"bucket": "exports"}%s}""".formatted(more)));
    }

    private static ExportRequested request(String split) {
        return (ExportRequested) ((CommandResult.ValidCommand) read(", \"split\": " + split)).command();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"sets": []}                                                          | split.sets is empty, not a list of sets
            {}                                                                    | split.sets is missing
            {"sets": [{"name": "a", "share": "80%"}, {"name": "b", "share": "10%"}]} | split.sets have shares of 90% together, not 100%
            {"sets": [{"name": "a", "share": "99.9999%"}]}                        | split.sets have shares of 99.9999% together, not 100%
            {"sets": [{"name": "a", "share": "100%"}, {"name": "b", "share": "0.5%"}]} | split.sets have shares of 100.5% together, not 100%
            {"sets": [{"name": "a", "share": 80}]}                                | split.sets[0].share is 80, not a share such as "80%" or "0.5%"
            {"sets": [{"name": "val", "tags": ["v"]}, {"name": "VAL", "tags": ["w"]}]} | split.sets[1].name is the name of another set, upper and lower case ignored
            {"sets": [{"name": "a", "share": "100%"}, {"name": "b"}]}             | split.sets[1] has neither `share` nor `tags`
            {"sets": [{"name": "../a", "share": "100%"}]}                         | split.sets[0].name does not match [A-Za-z0-9][A-Za-z0-9_-]{0,63}
            {"sets": [{"name": "a", "tags": ["", "b"]}]}                          | split.sets[0].tags[0] has 0 characters, not 1 to 1024
            {"sets": [7]}                                                         | split.sets[0] is a number, not an object
            """)
    void a_wrong_split_is_refused_with_its_place(String split, String detail) {
        var refused = (CommandResult.RefusedCommand) read(", \"split\": " + split);

        assertThat(refused.rejection().problems()).map(problem -> problem.field() + " " + problem.detail())
                .containsExactly(detail);
    }

    @Test
    void more_sets_than_allowed_are_refused() {
        var sets = ",{\"name\": \"n\", \"tags\": [\"t\"]}".repeat(SplitChoices.MAX_SETS + 1).substring(1);
        var refused = (CommandResult.RefusedCommand) read(", \"split\": {\"sets\": [" + sets + "]}");

        assertThat(refused.rejection().detail()).isEqualTo("split.sets has 21 entries; the maximum is 20");
    }

    @Test
    void a_seed_that_has_no_effect_does_not_make_another_request() {
        var shares = "\"sets\": [{\"name\": \"a\", \"share\": \"100%\"}]";
        var tags = "\"sets\": [{\"name\": \"a\", \"tags\": [\"t\"]}]";
        assertThat(request("{" + shares + "}")).isEqualTo(request("{\"seed\": 0, " + shares + "}"))
                .isNotEqualTo(request("{\"seed\": 1, " + shares + "}"));
        assertThat(request("{" + tags + "}")).isEqualTo(request("{\"seed\": 1, " + tags + "}"));
    }

    @Test
    void a_split_is_read_back_as_it_was_written() throws Exception {
        var request = request("""
                {"sets": [{"name": "a", "share": "100%"}, {"name": "b", "tags": ["t=*"]}], "seed": 5}""");
        assertThat(new String(JsonRecords.write(Objects.requireNonNull(request.split())), UTF_8)).isEqualTo("""
                {"sets":[{"name":"a","share":"100%"},{"name":"b","tags":["t=*"]}],"seed":5}""");
        assertThat(JsonRecords.readStrictly(JsonRecords.write(request), ExportRequested.class)).isEqualTo(request);
        assertThat(ExportAccepted.of(request).split()).isEqualTo(request.split());
    }

    @Test
    void an_unknown_field_of_a_set_is_told_with_its_place() {
        var valid = (CommandResult.ValidCommand) read("""
                , "split": {"sets": [{"name": "a", "tags": ["t"]}, {"name": "b", "share": "100%", "tag": "x"}]}""");
        assertThat(valid.ignored().first())
                .isEqualTo(List.of(new IgnoredField("split.sets[1].tag", "split.sets[1].tags")));
    }
}
