package io.maskexport.annotation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import io.maskexport.defect.Defect;

import static io.maskexport.defect.DefectCode.BAD_COLOUR;
import static io.maskexport.defect.DefectCode.BLACK_COLOUR;
import static io.maskexport.defect.DefectCode.DUPLICATE_COLOUR;

/** The colours of classes, in class order, with the defects found in them. */
record ClassColours(List<Integer> colours, List<Defect> notices) {
    private static final Pattern RRGGBB = Pattern.compile("#[0-9A-Fa-f]{6}");

    static ClassColours of(List<String> titles, List<String> texts) {
        var parsed = texts.stream().map(ClassColours::parse).toList();
        var taken = new HashSet<>(Set.of(0));
        parsed.forEach(colour -> colour.ifPresent(taken::add));
        var colours = new ArrayList<Integer>();
        var notices = new ArrayList<Defect>();
        for (int i = 0; i < titles.size(); i++) {
            var colour = parsed.get(i);
            colours.add(colour.isPresent() ? colour.getAsInt() : derived(titles.get(i), taken));
            if (colour.isEmpty()) {
                notices.add(new Defect(BAD_COLOUR, "class '%s' has the invalid colour '%s'; %s is used instead"
                        .formatted(titles.get(i), texts.get(i), text(colours.getLast()))));
            }
        }
        notices.addAll(conflicts(titles, colours));
        return new ClassColours(colours, notices);
    }

    /** Parses {@code #RRGGBB}; empty for any other text. */
    static OptionalInt parse(String text) {
        return RRGGBB.matcher(text).matches()
                ? OptionalInt.of(Integer.parseInt(text, 1, text.length(), 16))
                : OptionalInt.empty();
    }

    int rgb(int position) {
        return colours.get(position);
    }

    /** A colour derived from the title alone; if another class has it, the next free one. */
    private static int derived(String title, Set<Integer> taken) {
        var crc = new CRC32();
        crc.update(title.getBytes(StandardCharsets.UTF_8));
        int rgb = (int) crc.getValue() & 0xFFFFFF;
        while (!taken.add(rgb)) {
            rgb = (rgb + 1) & 0xFFFFFF;
        }
        return rgb;
    }

    private static List<Defect> conflicts(List<String> titles, List<Integer> colours) {
        Map<Integer, List<String>> byColour = new LinkedHashMap<>();
        for (int i = 0; i < titles.size(); i++) {
            byColour.computeIfAbsent(colours.get(i), colour -> new ArrayList<>()).add(titles.get(i));
        }
        var notices = new ArrayList<Defect>();
        byColour.forEach((colour, same) -> {
            if (colour == 0) {
                notices.add(new Defect(BLACK_COLOUR, "classes that are black like the background: " + quoted(same)));
            }
            if (same.size() > 1) {
                notices.add(new Defect(DUPLICATE_COLOUR, text(colour) + " is the colour of " + quoted(same)));
            }
        });
        return notices;
    }

    private static String quoted(List<String> titles) {
        return "'" + String.join("', '", titles) + "'";
    }

    private static String text(int rgb) {
        return "#%06X".formatted(rgb);
    }
}
