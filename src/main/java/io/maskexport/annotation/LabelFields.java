package io.maskexport.annotation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.maskexport.defect.DefectException;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;

/** What one object of {@code objects} says that matters for masks. */
final class LabelFields {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Captured> values = new HashMap<>();

    void put(String field, String text) {
        texts.put(field, text);
    }

    void put(String field, Captured value) {
        values.put(field, value);
    }

    Optional<String> text(String field) {
        return Optional.ofNullable(texts.get(field));
    }

    /** The value of a field that the geometry cannot do without, in the form it must have. */
    <T extends Captured> T need(String field, Class<T> form) throws DefectException {
        @Nullable
        Captured value = values.get(field);
        if (value instanceof Captured.Broken broken) {
            throw new DefectException(broken.defect());
        }
        if (!form.isInstance(value)) {
            throw new DefectException(BROKEN_GEOMETRY,
                    "'" + field + (value == null ? "' is missing" : "' is malformed"));
        }
        return form.cast(value);
    }
}
