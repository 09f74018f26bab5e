package io.maskexport.contracts;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Which objects cover which where they overlap, in all kinds of masks that show several objects: by a rule, or by class.
 *
 * @param rule {@code annotation} or {@code area-desc}; empty for an order by class
 * @param classes titles from bottom to top; empty for a rule
 */
public record DrawOrderChoice(String rule, List<String> classes) {
    /** The order of the annotation file. */
    public static final String ANNOTATION = "annotation";

    /** Large objects at the bottom. */
    public static final String AREA_DESC = "area-desc";

    /** The order of the reference application, which is not the same for all kinds of masks. */
    public static final String REFERENCE = "reference";

    /** The valid forms, for people. */
    public static final String RULE = "reference, annotation, area-desc, or a list of classes from bottom to top";

    /** Largest number of classes. */
    public static final int MAX_CLASSES = 10_000;

    /** Largest length of a class's title, in characters. */
    public static final int MAX_TITLE = 1_024;

    /** The rules other than the default. */
    static final List<String> RULES = List.of(ANNOTATION, AREA_DESC);

    public DrawOrderChoice {
        classes = List.copyOf(classes);
        if (classes.isEmpty() ? !RULES.contains(rule) : !rule.isEmpty()) {
            throw new IllegalArgumentException("not one of " + RULE);
        }
    }

    public static DrawOrderChoice ofRule(String rule) {
        return new DrawOrderChoice(rule, List.of());
    }

    /** @param titles from bottom to top, at least one */
    public static DrawOrderChoice ofClasses(List<String> titles) {
        return new DrawOrderChoice("", titles);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static DrawOrderChoice read(Object json) {
        return json instanceof List<?> titles
                ? ofClasses(titles.stream().map(Objects::toString).toList())
                : ofRule(json.toString());
    }

    @JsonValue
    Object json() {
        return classes.isEmpty() ? rule : classes;
    }
}
