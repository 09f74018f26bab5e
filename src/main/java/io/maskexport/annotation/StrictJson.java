package io.maskexport.annotation;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.ANNOTATION_BYTES;
import static io.maskexport.defect.Limit.JSON_DEPTH;

/**
 * Opens JSON that nobody vouches for: bounded in every direction, no name twice in an object. Python writes {@code NaN}
 * and {@code Infinity}; they are read as numbers, so that they spoil one label and not the document.
 */
final class StrictJson {
    private static final int NAME_LENGTH = 1024;
    private static final int NUMBER_LENGTH = 64;

    private StrictJson() {}

    static JsonFactory factory(Limits limits, long tokens) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.of(ANNOTATION_BYTES))
                        .maxNestingDepth(limits.intOf(JSON_DEPTH))
                        .maxTokenCount(tokens)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(NAME_LENGTH)
                        .maxNumberLength(NUMBER_LENGTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** How many objects and arrays are open. */
    static int depth(JsonParser json) {
        return json.getParsingContext().getNestingDepth();
    }

    /** Moves to the end of whatever is open below that depth. */
    static void leaveTo(int depth, JsonParser json) throws IOException {
        while (depth(json) > depth) {
            json.nextToken();
        }
    }
}
