package io.maskexport.annotation;

import java.io.IOException;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.Limit.JSON_TOKENS;

/**
 * Opens untrusted JSON. Irrelevant parts never reach the parser ({@link JsonSieve}), so they may hold anything;
 * relevant parts are limited in every dimension. Python writes {@code NaN} and {@code Infinity}: they are read as
 * numbers, so that they spoil one label and not the document.
 */
final class StrictJson {
    private StrictJson() {}

    static JsonFactory factory(Limits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.intOf(Limit.JSON_DEPTH))
                        .maxTokenCount(limits.of(JSON_TOKENS))
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .build();
    }

    /**
     * Describes in our own words what is wrong with a document.
     *
     * @param broken code for a document that is not JSON
     * @param tooLarge code for a document that exceeds a limit
     * @param place the reader's position
     */
    static DefectException defect(IOException e, DefectCode broken, DefectCode tooLarge, Limits limits, String place) {
        return switch (e) {
            case MalformedJson malformed when malformed.limit().isPresent() ->
                new DefectException(malformed.limit().get(), tooLarge, malformed.detail());
            case MalformedJson malformed -> new DefectException(broken, malformed.detail());
            case StreamConstraintsException _ -> new DefectException(JSON_TOKENS, tooLarge,
                    "more than %d numbers, strings and brackets, in %s".formatted(limits.of(JSON_TOKENS), place));
            case JacksonException _ -> new DefectException(broken, "not JSON, in " + place);
            default -> throw new IllegalStateException("a document in memory cannot be read", e);
        };
    }

    /** The JSON term for a token. */
    static String named(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the end of the array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
        };
    }

    /** Number of open objects and arrays. */
    static int depth(JsonParser json) {
        return json.getParsingContext().getNestingDepth();
    }

    /** Skips to the end of everything open below this depth. */
    static void leaveTo(int depth, JsonParser json) throws IOException {
        while (depth(json) > depth) {
            json.nextToken();
        }
    }
}
