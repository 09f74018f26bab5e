package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonGenerator;
import io.maskexport.annotation.ObjectClass;

/**
 * A category of COCO files: the classes that have a value in common.
 *
 * @param id the value, from 1
 * @param name their titles
 * @param rgb colour of the first of them, {@code 0xRRGGBB}
 */
record CocoCategory(int id, String name, int rgb) {
    /** The categories with certain ids, which ascend. */
    static List<CocoCategory> of(ExportContext context, IntPredicate ids) {
        var classes = new TreeMap<Integer, List<ObjectClass>>();
        for (var objectClass : context.meta().classes()) {
            int value = context.values().of(objectClass);
            if (value > 0 && ids.test(value)) {
                classes.computeIfAbsent(value, _ -> new ArrayList<>(1)).add(objectClass);
            }
        }
        return classes.entrySet().stream()
                .map(entry -> new CocoCategory(entry.getKey(),
                        entry.getValue().stream().map(ObjectClass::title).collect(Collectors.joining(", ")),
                        entry.getValue().getFirst().rgb()))
                .toList();
    }

    /** Writes a field with a list of categories. Each is a thing: its objects are counted. */
    static void write(JsonGenerator json, List<CocoCategory> categories) throws IOException {
        json.writeArrayFieldStart("categories");
        for (var category : categories) {
            json.writeStartObject();
            json.writeNumberField("id", category.id());
            json.writeStringField("name", category.name());
            json.writeStringField("supercategory", "");
            json.writeNumberField("isthing", 1);
            json.writeFieldName("color");
            int rgb = category.rgb();
            json.writeArray(new int[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255}, 0, 3);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
