package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.render.EncodingOptions;
import io.maskexport.render.Palette;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the values of machine and palette masks mean. */
final class ValueOptions {
    private enum Unlisted {
        BACKGROUND, REFUSED
    }

    @Option(names = "--palette", paramLabel = "COLOURS", defaultValue = "classes", description = "Colours of palette masks: classes, those of the classes; voc, those of PASCAL VOC. Default: ${DEFAULT-VALUE}.")
    private Palette palette = Palette.CLASSES;

    @Option(names = "--ignore-border", paramLabel = "PIXELS", defaultValue = "0", description = "Width of a border around objects, 0 to 100: value 255, or 65535 in 16-bit masks. Default: ${DEFAULT-VALUE}.")
    private int border;

    @Option(names = "--class-values", paramLabel = "FILE", description = "JSON object with the value of each class, 0 to 65535, by title: {\"car\": 1, \"truck\": 1}. Default: class indices.")
    private @Nullable Path values;

    @Option(names = "--unlisted-classes", paramLabel = "WHAT", defaultValue = "background", description = "What classes without a value are: background; refused, the export fails. Default: ${DEFAULT-VALUE}.")
    private Unlisted unlisted = Unlisted.BACKGROUND;

    /** @throws IllegalArgumentException if an option is wrong */
    EncodingOptions chosen() {
        return new EncodingOptions(palette, border, classValues(), unlisted == Unlisted.REFUSED);
    }

    private SortedMap<String, Integer> classValues() {
        if (values == null) {
            return Collections.emptySortedMap();
        }
        try {
            var json = JsonRecords.read(Files.readAllBytes(values), JsonNode.class);
            if (!json.isObject()) {
                throw new IllegalArgumentException("--class-values: " + values + " is not a JSON object");
            }
            var read = new TreeMap<String, Integer>();
            json.properties().forEach(entry -> read.put(entry.getKey(), value(entry.getKey(), entry.getValue())));
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException("--class-values: cannot read " + values + ": " + e.getMessage(), e);
        }
    }

    private static int value(String title, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("--class-values: the value of '%s' is no whole number".formatted(title));
        }
        return value.intValue();
    }
}
