package io.maskexport.contracts;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonRecordsTest {
    @Test
    void a_request_has_one_spelling() {
        assertThat(new String(JsonRecords.write(Samples.REQUEST), UTF_8)).isEqualTo(
                """
                        {"version":1,"requestId":"harbour-2026-11","source":{"bucket":"images","prefix":"projects/lemons/"},\
                        "project":{"id":7,"name":"lemons"},"datasets":["ds1","ds1/night"],"options":{"humanMasks":true,\
                        "resizeHumanMasks":true,"resizePercent":50,"machineMasks":true,"semanticRgbMasks":true,\
                        "instanceMasks":true,"thickness":3,"compat":"reference","drawOrder":["kiwi","lemon"],\
                        "paletteMasks":"voc","classMasks":true,"instanceIdMasks":true,"ignoreBorder":2,\
                        "classValues":{"kiwi":7,"lemon":7},"unlistedClasses":"refused","cocoInstances":true,"cocoPanoptic":true},\
                        "destination":{"bucket":"exports",\
                        "prefix":"done/"},"archive":{"partMaxBytes":1000000000,"naming":"part","index":true,\
                        "layout":"webdataset","inputs":true},\
                        "maxFailedItems":"0.5%","tenant":"harbour-team","select":{"datasets":["ds*"],\
                        "excludeDatasets":["**/test"],"items":["*.jpg"],"excludeItems":["*_copy.*"],"classes":["kiwi"],\
                        "excludeClasses":["lemon tree"],"imageTags":["split=val"],"excludeImageTags":["blurred"],\
                        "labelTags":["ripe"],"excludeLabelTags":["occluded"],"annotatedOnly":true,"sample":"10%","seed":7,\
                        "images":false,"annotations":false},\
                        "split":{"sets":[{"name":"train","share":"87.5%"},{"name":"val","share":"12.5%","tags":["split=val"]}],\
                        "seed":3},\
                        "since":{"bucket":"exports","key":"done/harbour-2026-10/manifest.json"},"dryRun":true}""");
    }

    @Test
    void the_digest_of_a_request_does_not_depend_on_its_form() {
        var bare = (CommandResult.ValidCommand) CommandReader.read(Samples.bare("""
                {"destination": {"bucket": "exports"}, "version": 1, "project": {"name": "x", "id": 7},
                 "source": {"prefix": "a", "bucket": "images"}, "requestId": "a1"}"""));
        var whole = new ExportRequested("a1", new BucketLocation("images", "a/"), new ProjectName(7, "x"), List.of(),
                RenderChoices.DEFAULTS, new BucketLocation("exports", ""), ArchiveOptions.DEFAULTS);

        assertThat(RequestDigest.of((ExportRequested) bare.command())).isEqualTo(RequestDigest.of(whole))
                .matches("[0-9a-f]{64}").isNotEqualTo(RequestDigest.of(Samples.REQUEST));
    }

    @Test
    void a_manifest_is_read_as_it_was_written() throws Exception {
        for (var manifest : List.of(Samples.COMPLETED, Samples.FAILED, Samples.PLANNED, Manifest.local(Samples.CONTENT),
                Manifest.cancelled("a1", "", null))) {
            assertThat(Manifest.read(JsonRecords.write(manifest))).isEqualTo(manifest);
            assertThat(Manifest.read(JsonRecords.writePretty(manifest))).isEqualTo(manifest);
        }
        assertThatThrownBy(() -> Manifest.read("{\"version\":2,\"state\":7}".getBytes(UTF_8)))
                .isInstanceOf(IOException.class).hasMessage("a manifest of version 2");
    }

    @Test
    void pretty_json_is_the_same_value_on_several_lines() {
        assertThat(new String(JsonRecords.writePretty(Manifest.cancelled("a1", "", null)), UTF_8)).isEqualTo("""
                {
                  "version": 1,
                  "requestId": "a1",
                  "status": "cancelled",
                  "requestDigest": ""
                }
                """);
    }

    @Test
    void half_a_surrogate_pair_is_replaced() {
        assertThat(new String(JsonRecords.write(new ProjectName(1, "a\ud800b")), UTF_8))
                .isEqualTo("{\"id\":1,\"name\":\"a?b\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}", "{\"name\":\"a\"}", "{\"id\":1,\"name\":null}",
        "{\"id\":null,\"name\":\"a\"}",
        "{\"id\":\"1\",\"name\":\"a\"}", "{\"id\":1.0,\"name\":\"a\"}", "{\"id\":1,\"name\":\"a\"} x", "[]", ""})
    void a_record_is_complete_or_refused(String json) {
        assertThatThrownBy(() -> JsonRecords.read(json.getBytes(UTF_8), ProjectName.class))
                .isInstanceOf(IOException.class);
    }
}
