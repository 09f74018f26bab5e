package io.maskexport.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request passes the schema exactly when the reader accepts it. Rules that JSON Schema cannot express are not tested
 * here.
 */
class SchemasMatchReaderTest {
    private static final JsonNode WHOLE = read("export-requested");

    private static JsonNode read(String example) {
        try {
            return Schemas.MAPPER.readTree(Files.readAllBytes(Path.of("examples", example + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fits(String schema, JsonNode message) {
        return Schemas.problems(schema, JsonRecords.write(message)).isEmpty();
    }

    private static boolean isTaken(JsonNode message) {
        return CommandReader
                .read(RecordEnvelope.bare(JsonRecords.write(message))) instanceof CommandResult.ValidCommand;
    }

    /** The whole request with another value at one place. */
    private static JsonNode with(String pointer, JsonNode value) {
        var copy = WHOLE.deepCopy();
        int slash = pointer.lastIndexOf('/');
        switch (copy.at(pointer.substring(0, slash))) {
            case ObjectNode object -> object.set(pointer.substring(slash + 1), value);
            case ArrayNode array -> array.set(Integer.parseInt(pointer.substring(slash + 1)), value);
            default -> throw new AssertionError(pointer);
        }
        return copy;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /version | 2
            /version | "1"
            /version | null
            /requestId | ""
            /requestId | "-a"
            /requestId | "a/b"
            /requestId | "a.b"
            /requestId | "a\\n"
            /requestId | 7
            /requestId | "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg"
            /source | null
            /source | "s3://images/lemons"
            /source | []
            /source/bucket | "ab"
            /source/bucket | "Images"
            /source/bucket | "my_images"
            /source/bucket | "images."
            /source/bucket | "-images"
            /source/bucket | "my..images"
            /source/bucket | "192.168.0.1"
            /source/bucket | "images\\n"
            /source/bucket | null
            /source/prefix | "/"
            /source/prefix | "/a"
            /source/prefix | "a//b"
            /source/prefix | "a//"
            /source/prefix | "."
            /source/prefix | "a/.."
            /source/prefix | "a/../b"
            /source/prefix | "./a"
            /source/prefix | "a\\u0000b"
            /source/prefix | "a\\n"
            /source/prefix | "a\\u0085/b"
            /source/prefix | null
            /destination/bucket | "x"
            /destination/prefix | "a/./b"
            /project | 7
            /project/id | -1
            /project/id | 7.5
            /project/id | "7"
            /project/id | 9223372036854775808
            /project/name | ""
            /project/name | null
            /datasets | "ds1"
            /datasets | null
            /datasets/0 | ""
            /datasets/1 | 5
            /options | null
            /options | []
            /options/humanMasks | "true"
            /options/humanMasks | 1
            /options/resizeHumanMasks | null
            /options/resizePercent | 0
            /options/resizePercent | 101
            /options/resizePercent | 4294967346
            /options/thickness | 0
            /options/thickness | -1
            /options/thickness | 1001
            /options/thickness | 2.5
            /options/thickness | "2"
            /options/thickness | null
            /options/thickness | 18446744073709551618
            /options/compat | "STRICT"
            /options/compat | ""
            /options/compat | 0
            /options/drawOrder | null
            /options/drawOrder | 7
            /options/drawOrder | ""
            /options/drawOrder | "Reference"
            /options/drawOrder | "area"
            /options/drawOrder | []
            /options/drawOrder | {}
            /options/drawOrder | ["a", "b", "a"]
            /options/drawOrder | ["a", ""]
            /options/drawOrder | ["a", 5]
            /options/paletteMasks | true
            /options/paletteMasks | "VOC"
            /options/paletteMasks | null
            /options/classMasks | "true"
            /options/instanceIdMasks | 1
            /options/ignoreBorder | -1
            /options/ignoreBorder | 101
            /options/ignoreBorder | 1.5
            /options/ignoreBorder | true
            /options/classValues | null
            /options/classValues | []
            /options/classValues | {"car": -1}
            /options/classValues | {"car": 65536}
            /options/classValues | {"car": 1.5}
            /options/classValues | {"car": "1"}
            /options/classValues | {"car": null}
            /options/classValues | {"car": 1, "": 2}
            /options/unlistedClasses | "refuse"
            /options/unlistedClasses | false
            /options/cocoInstances | "true"
            /options/cocoPanoptic | null
            /archive | true
            /archive/partMaxBytes | 10239
            /archive/partMaxBytes | 5368709121
            /archive/partMaxBytes | "500MB"
            /archive/naming | "zip"
            /archive/naming | null
            /archive/layout | null
            /archive/layout | "WEBDATASET"
            /archive/layout | true
            /archive/index | null
            /archive/index | "true"
            /archive/index | 1
            /maxFailedItems | -1
            /maxFailedItems | 1000000001
            /maxFailedItems | 1.5
            /maxFailedItems | "1"
            /maxFailedItems | "%"
            /maxFailedItems | "101%"
            /maxFailedItems | "100.5%"
            /maxFailedItems | "1.00001%"
            /maxFailedItems | "-1%"
            /maxFailedItems | "1 %"
            /maxFailedItems | ".5%"
            /maxFailedItems | "1%\\n"
            /maxFailedItems | "١%"
            /maxFailedItems | null
            /maxFailedItems | true
            /maxFailedItems | {}
            /tenant | ""
            /tenant | "-a"
            /tenant | "a/b"
            /tenant | "a.b"
            /tenant | "ä"
            /tenant | "a\\n"
            /tenant | null
            /tenant | 7
            /tenant | ["a"]
            /select | null
            /select | []
            /select | "ds1"
            /select/datasets | "ds1"
            /select/datasets | null
            /select/datasets/0 | ""
            /select/datasets/0 | 7
            /select/items/1 | null
            /select/excludeClasses | {}
            /select/imageTags | "a"
            /select/labelTags/0 | ""
            /select/annotatedOnly | "true"
            /select/images | 0
            /select/annotations | "false"
            /select/sample | 0
            /select/sample | 1000000001
            /select/sample | 1.5
            /select/sample | "5"
            /select/sample | "0%"
            /select/sample | "00.000%"
            /select/sample | "101%"
            /select/sample | "1.00001%"
            /select/sample | null
            /select/seed | -1
            /select/seed | "1"
            /select/seed | 9223372036854775808
            /split | null
            /split | []
            /split | {}
            /split | {"seed": 3}
            /split/sets | []
            /split/sets | {}
            /split/sets | "train"
            /split/sets/0 | "train"
            /split/sets/0 | null
            /split/sets/0 | {}
            /split/sets/0 | {"name": "train"}
            /split/sets/0 | {"share": "100%"}
            /split/sets/0 | {"name": "train", "tags": []}
            /split/sets/0/name | ""
            /split/sets/0/name | "a/b"
            /split/sets/0/name | "a.b"
            /split/sets/0/name | "ä"
            /split/sets/0/name | 7
            /split/sets/0/share | 80
            /split/sets/0/share | "80"
            /split/sets/0/share | "0%"
            /split/sets/0/share | "101%"
            /split/sets/0/share | null
            /split/sets/1/tags | "a"
            /split/sets/1/tags/0 | ""
            /split/seed | -1
            /split/seed | "1"
            /archive | {}
            /archive/index | false
            /archive/inputs | false
            /archive/inputs | null
            /archive/inputs | 1
            /since | null
            /since | "s3://exports/a/manifest.json"
            /since | {}
            /since | {"bucket": "exports"}
            /since | {"key": "a/manifest.json"}
            /since/bucket | "X"
            /since/key | ""
            /since/key | "/a"
            /since/key | "a/"
            /since/key | "a//b"
            /since/key | "a/../b"
            /since/key | "a\\u0000"
            /since/key | 7
            /dryRun | "true"
            /dryRun | 1
            /dryRun | null
            """)
    void both_refuse(String pointer, String value) throws Exception {
        var message = with(pointer, Schemas.MAPPER.readTree(value));

        assertThat(fits("export-requested", message)).as("schema").isFalse();
        assertThat(isTaken(message)).as("reader").isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /requestId | "A"
            /requestId | "0_-zZ"
            /source/bucket | "a1b"
            /source/bucket | "my.images-7"
            /source/bucket | "1.2.3"
            /source/prefix | ""
            /source/prefix | "a"
            /source/prefix | "a/b/"
            /source/prefix | "..a/b../.hidden/..."
            /source/prefix | "füße und 🍋"
            /project/id | 0
            /project/id | 9223372036854775807
            /project/name | "/"
            /datasets | []
            /options | {}
            /options/resizePercent | 1
            /options/resizePercent | 100
            /options/thickness | 1
            /options/thickness | 1000
            /options/drawOrder | "reference"
            /options/drawOrder | "annotation"
            /options/drawOrder | "area-desc"
            /options/drawOrder | ["annotation"]
            /options/drawOrder | ["🍋", "a"]
            /options/paletteMasks | "classes"
            /options/paletteMasks | "none"
            /options/classMasks | false
            /options/instanceIdMasks | false
            /options/ignoreBorder | 0
            /options/ignoreBorder | 100
            /options/classValues | {}
            /options/classValues | {"car": 0, "Auto ü": 65535}
            /options/unlistedClasses | "background"
            /options/cocoInstances | true
            /options/cocoPanoptic | false
            /archive | {"index": true, "inputs": true}
            /since/key | "a"
            /since/key | "..a/füße/manifest.json"
            /archive/partMaxBytes | 10240
            /archive/partMaxBytes | 5368709120
            /archive/layout | "supervisely"
            /archive/layout | "webdataset"
            /archive/index | true
            /maxFailedItems | 0
            /maxFailedItems | 1000000000
            /maxFailedItems | "0%"
            /maxFailedItems | "100%"
            /maxFailedItems | "99.9999%"
            /tenant | "A"
            /tenant | "0_-zZ"
            /select | {}
            /select/datasets | []
            /select/items | ["[", "**/a\\\\", "a//b", " "]
            /select/classes | ["🍋"]
            /select/excludeLabelTags | ["a=b=c", "="]
            /select/annotatedOnly | false
            /select/sample | 1
            /select/sample | 1000000000
            /select/sample | "0.0001%"
            /select/sample | "100%"
            /select/seed | 9223372036854775807
            /split/sets | [{"name": "a", "share": "100%"}]
            /split/sets | [{"name": "A-_0", "tags": ["split=*"]}]
            /split/sets | [{"name": "a", "share": "0.0001%"}, {"name": "b", "share": "99.9999%", "tags": []}]
            /split/seed | 9223372036854775807
            /dryRun | false
            /more | {"deep": [null]}
            /options/more | 1.5
            """)
    void both_accept(String pointer, String value) throws Exception {
        var message = with(pointer, Schemas.MAPPER.readTree(value));

        assertThat(fits("export-requested", message)).as("schema").isTrue();
        assertThat(isTaken(message)).as("reader").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void lengths_have_the_same_bounds(int more) {
        var lengths = List.of(with("/requestId", text("a", 64 + more)), with("/source/bucket", text("a", 63 + more)),
                with("/source/prefix", text("p", 900 + more)), with("/project/name", text("🍋", 255 + more)),
                with("/datasets/0", text("🍋", 1_024 + more)), with("/datasets", texts(10_000 + more)),
                with("/tenant", text("a", 64 + more)), with("/select/items/0", text("🍋", 1_024 + more)),
                with("/select/excludeItems", texts(10_000 + more)),
                with("/options/drawOrder", texts(10_000 + more)),
                with("/options/drawOrder/0", text("🍋", 1_024 + more)));

        assertThat(lengths).allMatch(message -> fits("export-requested", message) == (more <= 0))
                .allMatch(message -> isTaken(message) == (more <= 0));
    }

    private static JsonNode text(String character, int length) {
        return Schemas.MAPPER.getNodeFactory().textNode(character.repeat(length));
    }

    private static JsonNode texts(int length) {
        return Schemas.MAPPER.valueToTree(IntStream.range(0, length).mapToObj(i -> "d" + i).toList());
    }

    static Stream<String> places() {
        var places = new ArrayList<String>();
        collect(WHOLE, "", places);
        return places.stream();
    }

    private static void collect(JsonNode node, String pointer, List<String> places) {
        node.properties().forEach(field -> {
            places.add(pointer + "/" + field.getKey());
            collect(field.getValue(), pointer + "/" + field.getKey(), places);
        });
    }

    @ParameterizedTest
    @MethodSource("places")
    void the_same_fields_may_be_left_out(String pointer) {
        assertSameWithout("export-requested", WHOLE, pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/requestId", "/destination", "/destination/bucket", "/destination/prefix"})
    void the_same_fields_of_a_cancellation_may_be_left_out(String pointer) {
        assertSameWithout("cancel-requested", read("cancel-requested"), pointer);
    }

    private static void assertSameWithout(String schema, JsonNode whole, String pointer) {
        JsonNode copy = whole.deepCopy();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) copy.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));

        assertThat(isTaken(copy)).isEqualTo(fits(schema, copy));
    }
}
