package io.maskexport.annotation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;

/** The fields of one object in {@code objects} that affect masks. */
final class LabelFields {
    private static final int SHOWN_CHARACTERS = 60;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, LabelField> values = new HashMap<>();
    private final TagRule.TagVote tags;

    LabelFields(TagRule rule) {
        tags = rule.vote();
    }

    /** Receives its tags. */
    TagRule.TagVote tags() {
        return tags;
    }

    /** Whether the label has the tags that it must have. */
    boolean isTagged() {
        return tags.takes();
    }

    void put(String field, String text) {
        texts.put(field, text);
    }

    void put(String field, LabelField value) {
        values.put(field, value);
    }

    Optional<String> text(String field) {
        return Optional.ofNullable(texts.get(field));
    }

    /** A defect of this label, with the label's position added. */
    Defect located(Defect defect, int position) {
        var names = Stream.of(text("classTitle").map(LabelFields::shown), text("id").map(id -> "id " + shown(id)))
                .flatMap(Optional::stream).collect(Collectors.joining(", "));
        return new Defect(defect.code(),
                "label %d%s: %s".formatted(position, names.isEmpty() ? "" : " (" + names + ")", defect.detail()),
                defect.limit());
    }

    /** Shortens a title so that it leaves room in the message. */
    private static String shown(String name) {
        return name.length() <= SHOWN_CHARACTERS ? name : name.substring(0, SHOWN_CHARACTERS) + "…";
    }

    /** The value of a required field, in the required form. */
    <T extends LabelField> T need(String field, Class<T> form) throws DefectException {
        @Nullable
        LabelField value = values.get(field);
        if (value instanceof LabelField.Broken broken) {
            throw new DefectException(broken.defect());
        }
        if (!form.isInstance(value)) {
            throw new DefectException(BROKEN_GEOMETRY,
                    "'" + field + (value == null ? "' is missing" : "' is malformed"));
        }
        return form.cast(value);
    }
}
