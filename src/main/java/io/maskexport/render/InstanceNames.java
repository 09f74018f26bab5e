package io.maskexport.render;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * File names of one item's instance masks: {@code car.png}, then {@code car_01.png}, {@code car_02.png}, always the
 * first free one; so a class {@code car_01} and a second {@code car} share their numbers, as in the reference
 * application.
 */
final class InstanceNames {
    private final Compat compat;
    private final Set<String> used = new HashSet<>();
    /** Names are never freed, so all numbers before the last one found are taken. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /** @param compat whether names that differ only in case are one name, or two as in the reference application */
    InstanceNames(Compat compat) {
        this.compat = compat;
    }

    /** The next name for an object of a class, whose name must be safe as a file name. */
    String next(String className) {
        int number = numbers.getOrDefault(className, 0);
        while (!used.add(key(name(className, number)))) {
            number++;
        }
        numbers.put(className, number + 1);
        return name(className, number);
    }

    private String key(String name) {
        return switch (compat) {
            case STRICT -> name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            case REFERENCE -> name;
        };
    }

    private static String name(String className, int number) {
        return number == 0 ? className + ".png" : "%s_%02d.png".formatted(className, number);
    }
}
