package io.maskexport.contracts;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many items of an export may fail: a number, or a percentage. An item fails if a defect of its own leaves it with
 * fewer masks than requested.
 *
 * @param text {@code 12} or {@code 0.5%}
 */
public record FailureBudget(String text) {
    /** Largest number of items. */
    public static final long MAX = 1_000_000_000;

    /** The valid forms, for people. */
    public static final String RULE = "a whole number from 0 to " + MAX + ", or a share such as \"1%\" or \"0.5%\"";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern SHARE = Pattern.compile("(100|\\d{1,2}(\\.\\d{1,4})?)%");

    /** @throws IllegalArgumentException if the text is not {@linkplain #isValid valid} */
    public FailureBudget {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not " + RULE);
        }
    }

    /** Whether the text is a number in range or a percentage. */
    public static boolean isValid(String text) {
        return SHARE.matcher(text).matches()
                || (NUMBER.matcher(text).matches() && Long.parseLong(text) <= MAX);
    }

    /** Reads the value of a request's field: a number, or a string with a percent sign. */
    static Optional<FailureBudget> of(JsonNode value) {
        boolean written = value.isIntegralNumber() || (value.isTextual() && value.textValue().endsWith("%"));
        return Optional.of(value.asText()).filter(text -> written && isValid(text)).map(FailureBudget::new);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FailureBudget read(Object json) {
        return new FailureBudget(json.toString());
    }

    @JsonValue
    Object json() {
        return isShare() ? text : Long.valueOf(text);
    }

    /** How many of {@code items} may fail; a percentage is rounded down. */
    public long of(long items) {
        return isShare()
                ? new BigDecimal(text.substring(0, text.length() - 1)).multiply(BigDecimal.valueOf(items))
                        .movePointLeft(2).longValue()
                : Long.parseLong(text);
    }

    private boolean isShare() {
        return text.endsWith("%");
    }

    @Override
    public String toString() {
        return text;
    }
}
