package io.maskexport.annotation;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;

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

    /** Reads the tags at the current token. */
    void read(JsonParser json) throws IOException {
        forEach(json, this::use);
    }

    /** Passes on the names in the value at the current token, {@code [{"name": …}, "name", …]}; ignores any other form. */
    static void forEach(JsonParser json, Consumer<String> names) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            switch (json.currentToken()) {
                case START_OBJECT -> readTag(json, names);
                case VALUE_STRING -> names.accept(json.getText());
                default -> json.skipChildren();
            }
        }
    }

    private static void readTag(JsonParser json, Consumer<String> names) throws IOException {
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_STRING && field.equals("name")) {
                names.accept(json.getText());
            }
            json.skipChildren();
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
