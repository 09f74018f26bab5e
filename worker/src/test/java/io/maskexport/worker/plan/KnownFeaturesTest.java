package io.maskexport.worker.plan;

import java.util.List;

import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.RecordEnvelope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class KnownFeaturesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                             | ~~
            , "tenant": "a"                                | ~~
            , "options": {"drawOrder": "reference"}        | ~~
            , "select": {"items": []}                      | ~~
            , "options": {"drawOrder": "annotation"}       | draw-order
            , "options": {"drawOrder": ["car"]}            | draw-order
            , "select": {"sample": 5}                      | select
            , "select": {"excludeClasses": ["car"]}        | select
            , "options": {"classMasks": false}             | ~~
            , "options": {"paletteMasks": "none"}          | ~~
            , "options": {"paletteMasks": "voc"}           | encodings
            , "options": {"classMasks": true}              | encodings
            , "options": {"instanceIdMasks": true}         | encodings
            , "archive": {"index": false}                  | ~~
            , "archive": {"index": true}                   | index
            , "options": {"ignoreBorder": 0}               | ~~
            , "options": {"ignoreBorder": 3}               | encodings
            , "options": {"classValues": {}}               | ~~
            , "options": {"classValues": {"car": 1}}       | encodings
            , "split": {"sets": [{"name": "a", "share": "100%"}]} | split
            , "archive": {"layout": "supervisely"}         | ~~
            , "archive": {"layout": "webdataset"}          | webdataset
            , "archive": {"index": false, "inputs": false} | ~~
            , "archive": {"index": true, "inputs": true}   | index,inputs
            , "archive": {"index": true, "inputs": true}, "since": {"bucket": "exports", "key": "a"} | index,inputs,since
            , "dryRun": false                              | ~~
            , "dryRun": true                               | dry-run
            , "options": {"cocoInstances": false}          | ~~
            , "options": {"cocoInstances": true}           | coco
            , "options": {"cocoPanoptic": true}            | coco
            """)
    void what_older_builds_must_not_overlook_is_needed_only_if_a_request_has_it(String more, String feature) {
        var command = CommandReader.read(RecordEnvelope.bare("""
                {"version": 1, "requestId": "a1", "source": {"bucket": "images"}, "project": {"id": 7, "name": "x"},
                 "destination": {"bucket": "exports"}%s}""".formatted(more).getBytes(UTF_8)));
        var request = (ExportRequested) ((CommandResult.ValidCommand) command).command();

        assertThat(KnownFeatures.OF_THIS_BUILD.needed().apply(request).features())
                .isEqualTo(feature.isEmpty() ? List.of() : List.of(feature.split(",")))
                .allMatch(KnownFeatures.OF_THIS_BUILD.features()::contains);
    }
}
