package io.maskexport.contracts;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many items a sample has: a number, or a percentage.
 *
 * @param text {@code 12} or {@code 0.5%}; more than none
 */
public record SampleSize(String text) {
    /** Largest number of items. */
    public static final long MAX = 1_000_000_000;

    /** The valid forms, for people. */
    public static final String RULE = "a whole number from 1 to " + MAX + ", or a share such as \"10%\" or \"0.5%\"";

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,9}");
    private static final Pattern SHARE = Pattern.compile("(?!0+(\\.0+)?%)(100|\\d{1,2}(\\.\\d{1,4})?)%");

    /** @throws IllegalArgumentException if the text is not {@linkplain #isValid valid} */
    public SampleSize {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not " + RULE);
        }
    }

    /** Whether the text is a number in range or a percentage. */
    public static boolean isValid(String text) {
        return SHARE.matcher(text).matches() || (NUMBER.matcher(text).matches() && Long.parseLong(text) <= MAX);
    }

    /** Reads the value of a request's field: a number, or a string with a percent sign. */
    static Optional<SampleSize> of(JsonNode value) {
        boolean written = value.isIntegralNumber() || (value.isTextual() && value.textValue().endsWith("%"));
        return Optional.of(value.asText()).filter(text -> written && isValid(text)).map(SampleSize::new);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SampleSize read(Object json) {
        return new SampleSize(json.toString());
    }

    @JsonValue
    Object json() {
        return isShare() ? text : Long.valueOf(text);
    }

    /** Whether it is a percentage. */
    public boolean isShare() {
        return text.endsWith("%");
    }

    /** The percentage in millionths of all items. */
    public long millionths() {
        return new BigDecimal(text.substring(0, text.length() - 1)).movePointRight(4).longValueExact();
    }

    /** The number of items. */
    public long items() {
        return Long.parseLong(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
