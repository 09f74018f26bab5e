package io.maskexport.contracts;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class UnknownFieldsTest {
    private static IgnoredFields ignored(String more) {
        return ignoredOf("""
                {"version": 1, "requestId": "e-unk", "source": {"bucket": "projects", "prefix": "a/"},
                 "project": {"id": 1, "name": "harbour"}, "destination": {"bucket": "exports"}%s}""".formatted(more));
    }

    private static IgnoredFields ignoredOf(String command) {
        return switch (CommandReader.read(Samples.bare(command))) {
            case CommandResult.ValidCommand(var _, var _, var ignored) -> ignored;
            case CommandResult other -> throw new AssertionError(other);
        };
    }

    @Test
    void mistyped_fields_are_named_with_a_suggestion() {
        assertThat(ignored("""
                , "optoins": {"instanceMasks": true}, "options": {"instanceMask": true}""").first()).containsExactly(
                new IgnoredField("optoins", "options"),
                new IgnoredField("options.instanceMask", "options.instanceMasks"));
        assertThat(ignored("")).isEqualTo(IgnoredFields.NONE);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", quoteCharacter = '`', value = {"`, \"Options\": {}`, Options, options",
        "`, \"OPTIONS\": {\"thickness\": 0}`, OPTIONS, options", "`, \"dataset\": []`, dataset, datasets",
        "`, \"maxFailedItem\": 1`, maxFailedItem, maxFailedItems",
        "`, \"thickness\": 3`, thickness, options.thickness", "`, \"Naming\": 3`, Naming, archive.naming",
        "`, \"options\": {\"thicknes\": 3}`, options.thicknes, options.thickness",
        "`, \"options\": {\"datasets\": []}`, options.datasets, datasets",
        "`, \"archive\": {\"partMaxByte\": 3}`, archive.partMaxByte, archive.partMaxBytes",
        "`, \"comment\": [{\"options\": {}}]`, comment, none", "`, \"colour\": null`, colour, none",
        "`, \"a.b\": 1`, `[\"a.b\"]`, none", "`, \"options\": {\"\": 1}`, `options[\"\"]`, none",
        "`, \"füße\": 1`, `[\"füße\"]`, none", "`, \"a\\u001b[31mb\": 1`, `[\"a [31mb\"]`, none"})
    void a_field_is_unknown_at_any_place_with_any_value(String more, String field, String meant) {
        assertThat(ignored(more)).isEqualTo(
                new IgnoredFields(1, List.of(new IgnoredField(field, meant))));
    }

    @Test
    void known_fields_of_every_object_are_known() throws Exception {
        assertThat(ignoredOf(new String(JsonRecords.write(Samples.REQUEST), UTF_8))).isEqualTo(IgnoredFields.NONE);
        assertThat(ignoredOf(new String(JsonRecords.write(Samples.CANCELLATION), UTF_8))).isEqualTo(IgnoredFields.NONE);
    }

    @Test
    void a_cancellation_has_unknown_fields_too() {
        assertThat(ignoredOf(
                """
                        {"version": 1, "requestId": "a1", "reason": "typo", "destination": {"bucket": "exports", "prefx": "a"}}""")
                .first()).containsExactly(new IgnoredField("reason", null),
                        new IgnoredField("destination.prefx", "destination.prefix"));
    }

    @Test
    void thousands_of_unknown_fields_are_counted_and_the_first_are_named() {
        var ignored = ignored(IntStream.range(0, 20_000).mapToObj(i -> ", \"f%d\": 1".formatted(i))
                .collect(Collectors.joining()));

        assertThat(ignored.count()).isEqualTo(20_000);
        assertThat(ignored.first()).hasSize(IgnoredFields.MAX).startsWith(new IgnoredField("f0", null));
        assertThat(ignored.toString()).endsWith("f49 and 19950 more");
        var accepted = ExportAccepted.of(Samples.REQUEST, ignored);
        assertThat(accepted.ignoredFieldCount()).isEqualTo(20_000);
        assertThat(Schemas.problems("export-accepted", JsonRecords.write(accepted))).isEmpty();
    }

    @Test
    void long_names_are_cut_and_the_event_stays_small() {
        var names = IntStream.range(0, 80)
                .mapToObj(i -> ", \"%d%s\": 1".formatted(i, "\\u0000\uD83C\uDF4B".repeat(200)))
                .collect(Collectors.joining());
        var accepted = ExportAccepted.of(Samples.REQUEST, ignored(names));

        assertThat(accepted.ignoredFields()).allSatisfy(
                field -> assertThat(field.field()).hasSizeLessThanOrEqualTo(IgnoredFields.MAX_LENGTH).endsWith("…"));
        assertThat(EventWriter.write(accepted, "/mask-export", TraceContext.NONE).value()).hasSizeLessThan(64 << 10);
        assertThat(Schemas.problems("export-accepted", JsonRecords.write(accepted))).isEmpty();
    }

    @Test
    void a_name_beyond_all_bounds_or_given_twice_is_no_request() {
        for (var more : List.of(", \"" + "x".repeat(1 << 20) + "\": 1", ", \"" + "x".repeat(5_000) + "\": 1",
                ", \"comment\": 1, \"comment\": 2")) {
            assertThat(CommandReader.read(Samples.bare("{\"version\": 1, \"requestId\": \"a1\"" + more + "}")))
                    .isInstanceOf(CommandResult.UnreadableRecord.class);
        }
    }

    @Test
    void unknown_fields_do_not_change_the_request() {
        var plain = Samples.bare(new String(JsonRecords.write(Samples.REQUEST), UTF_8));
        var more = Samples
                .bare(new String(JsonRecords.write(Samples.REQUEST), UTF_8).replaceFirst("\\{", "{\"more\": 1,"));

        assertThat(CommandReader.read(more)).isInstanceOfSatisfying(CommandResult.ValidCommand.class, valid -> {
            assertThat(valid.command()).isEqualTo(((CommandResult.ValidCommand) CommandReader.read(plain)).command());
            assertThat(valid.ignored().toString()).isEqualTo("more");
        });
    }

    @ParameterizedTest
    @CsvSource({"options, options, 0", "optoins, options, 1", "option, options, 1", "OPTIONS, options, 0", "ab, ba, 1",
        "kitten, sitting, 3", "instancemask, instanceMasks, 1", "x, options, 6"})
    void a_distance_counts_changed_letters(String one, String other, int distance) {
        assertThat(SpellingSuggester.distance(one, other)).isEqualTo(distance);
    }
}
