package io.maskexport.contracts;

import java.util.HashSet;

import org.jspecify.annotations.Nullable;

/** The field {@code options.drawOrder}. */
final class DrawOrderField {
    private DrawOrderField() {}

    /** The order; null for the default. */
    static @Nullable DrawOrderChoice read(JsonFields fields, String name) {
        var value = fields.value(name);
        if (value.isArray()) {
            return ofClasses(fields, name);
        }
        if (value.isMissingNode() || (value.isTextual() && value.textValue().equals(DrawOrderChoice.REFERENCE))) {
            return null;
        }
        if (value.isTextual() && DrawOrderChoice.RULES.contains(value.textValue())) {
            return DrawOrderChoice.ofRule(value.textValue());
        }
        fields.problems().wrong(fields.path() + name,
                "is %s, not one of %s".formatted(JsonFields.shown(value), DrawOrderChoice.RULE));
        return null;
    }

    private static @Nullable DrawOrderChoice ofClasses(JsonFields fields, String name) {
        var titles = fields.texts(name, DrawOrderChoice.MAX_CLASSES,
                title -> TextRules.length(title, DrawOrderChoice.MAX_TITLE));
        if (fields.value(name).isEmpty()) {
            fields.problems().wrong(fields.path() + name, "is empty, not " + DrawOrderChoice.RULE);
        }
        var seen = new HashSet<String>();
        titles.stream().filter(title -> !seen.add(title)).findFirst().ifPresent(title -> fields.problems()
                .wrong(fields.path() + name, "has '%s' twice".formatted(UntrustedText.printable(title))));
        return titles.isEmpty() ? null : DrawOrderChoice.ofClasses(titles);
    }
}
