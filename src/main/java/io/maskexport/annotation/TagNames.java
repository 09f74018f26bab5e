package io.maskexport.annotation;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import org.jspecify.annotations.Nullable;

/**
 * Collects the tag names that {@code meta.json} does not declare, each once. Masks do not depend on tags, so no form of
 * them is a defect.
 */
final class TagNames {
    private static final int NAME_LIMIT = 100;

    private final Set<String> declared;
    private final Set<String> unknown = new LinkedHashSet<>();

    /** @param declared as written, and in form NFC */
    TagNames(Set<String> declared) {
        this.declared = declared;
    }

    /** A tag, and its value if that is a text, a number or true or false. */
    @FunctionalInterface
    interface Receiver {
        void accept(String name, @Nullable String value);
    }

    /** Reads the tags at the current token, and passes them on. */
    void read(JsonParser json, Receiver receiver) throws IOException {
        forEach(json, (name, value) -> {
            use(name);
            receiver.accept(name, value);
        });
    }

    /** Passes on the tags in the value at the current token, {@code [{"name": …}, "name", …]}; ignores any other form. */
    static void forEach(JsonParser json, Receiver tags) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            switch (json.currentToken()) {
                case START_OBJECT -> readTag(json, tags);
                case VALUE_STRING -> tags.accept(json.getText(), null);
                default -> json.skipChildren();
            }
        }
    }

    private static void readTag(JsonParser json, Receiver tags) throws IOException {
        String name = null;
        String value = null;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var token = json.nextToken();
            if (token == JsonToken.VALUE_STRING && field.equals("name")) {
                name = json.getText();
            } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL && field.equals("value")) {
                value = json.getText();
            }
            json.skipChildren();
        }
        if (name != null) {
            tags.accept(name, value);
        }
    }

    private void use(String name) {
        if (unknown.size() < NAME_LIMIT && !declared.contains(name) && !declared.contains(ClassTitles.composed(name))) {
            unknown.add(name);
        }
    }

    List<Defect> notices() {
        return unknown.stream().map(name -> new Defect(DefectCode.UNKNOWN_TAG, "tag '" + name + "'")).toList();
    }
}
