package io.maskexport.annotation;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;

/** Collects the names of tags that {@code meta.json} does not declare, each once. Masks do not depend on tags. */
final class TagNames {
    private static final int MOST = 100;

    private final Set<String> declared;
    private final Set<String> unknown = new LinkedHashSet<>();

    TagNames(Set<String> declared) {
        this.declared = declared;
    }

    /** Reads the value at the current token, {@code [{"name": …}, …]}, and minds no other form. */
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                readTag(json);
            }
            json.skipChildren();
        }
    }

    private void readTag(JsonParser json) throws IOException {
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_STRING && field.equals("name") && unknown.size() < MOST) {
                var name = json.getText();
                if (!declared.contains(name)) {
                    unknown.add(name);
                }
            }
            json.skipChildren();
        }
    }

    List<Defect> notices() {
        return unknown.stream().map(name -> new Defect(DefectCode.UNKNOWN_TAG, "tag '" + name + "'")).toList();
    }
}
