package io.maskexport.annotation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random documents with relevant and irrelevant parts, and their relevant parts alone. */
final class RandomJson {
    private final Random random;

    /** A JSON text, and its relevant part. */
    record Made(String whole, String kept) {
        static Made counting(String text) {
            return new Made(text, text);
        }
    }

    private record Field(String name, Made value, boolean counts) {}

    RandomJson(Random random) {
        this.random = random;
    }

    Made document() {
        return object(List.of(
                new Field("size",
                        object(List.of(field("w", Made.counting(scalar())), field("h", Made.counting(scalar())))),
                        true),
                new Field("objects", list(this::label), true)));
    }

    private Made label() {
        return object(List.of(field("title", Made.counting("\"t" + random.nextInt(1000) + "\"")),
                field("points", Made.counting(points(3))),
                field("nodes", list(() -> object(List.of(field("title", Made.counting(scalar()))))))));
    }

    private static Field field(String name, Made value) {
        return new Field(name, name.equals("nodes") ? Made.counting("{\"n\":{\"loc\":[1]}}") : value, true);
    }

    private Made object(List<Field> counting) {
        var fields = new ArrayList<>(counting.subList(0, random.nextInt(counting.size() + 1)));
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(new Field(List.of("x", "sizes", "", "objec", "a\\\"b", "\\u0041").get(random.nextInt(6)),
                    Made.counting(anything(random.nextInt(4))), false));
        }
        Collections.shuffle(fields, random);
        return new Made(joined(fields.stream().map(f -> quoted(f.name()) + f.value().whole()).toList(), "{", "}"),
                fields.stream().filter(Field::counts).map(f -> quoted(f.name()) + f.value().kept())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private Made list(Supplier<Made> element) {
        var elements = IntStream.range(0, random.nextInt(4)).mapToObj(i -> element.get()).toList();
        return new Made(joined(elements.stream().map(Made::whole).toList(), "[", "]"),
                elements.stream().map(Made::kept).collect(Collectors.joining(",", "[", "]")));
    }

    private String quoted(String name) {
        return "\"" + name + "\"" + space() + ":" + space();
    }

    private String points(int depth) {
        return depth == 0
                ? scalar()
                : joined(IntStream.range(0, random.nextInt(4)).mapToObj(i -> points(depth - 1)).toList(), "[", "]");
    }

    /** Any JSON value. */
    private String anything(int depth) {
        return switch (depth == 0 ? 3 + random.nextInt(2) : random.nextInt(4)) {
            case 0, 1 ->
                joined(IntStream.range(0, random.nextInt(3)).mapToObj(i -> anything(depth - 1)).toList(), "[", "]");
            case 2 ->
                joined(IntStream.range(0, random.nextInt(3)).mapToObj(i -> quoted("k") + anything(depth - 1)).toList(),
                        "{", "}");
            case 3 ->
                List.of("\"\"", "\"{[,]}:\"", "\"é汽\ud83d\ude80\"", "\"\\\\\\\"\\n\\u00e9\"").get(random.nextInt(4));
            default -> scalar();
        };
    }

    private String scalar() {
        return List
                .of("0", "-1", "17.25", "1e5", "-0.5E-3", "true", "false", "null", "NaN", "-Infinity",
                        "12345678901234567890")
                .get(random.nextInt(11));
    }

    private String joined(List<String> values, String open, String close) {
        return open + space() + String.join("," + space(), values) + space() + close;
    }

    private String space() {
        return List.of("", "", " ", "\n\t").get(random.nextInt(4));
    }
}
