package io.maskexport.sandbox;

import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.toCollection;

/**
 * Names of metrics, and the values of their tags.
 *
 * @param tags by {@code name{tag}}, those with a documented list of values
 */
record MetricNames(SortedSet<String> names, SortedMap<String, Set<String>> tags) {
    private static final Pattern NAME_ROW = Pattern
            .compile("(?m)^\\| `(mask_export_\\w+)` \\| (?:counter|gauge|histogram|summary|info) \\|");
    private static final Pattern TAG_ROW = Pattern
            .compile("(?m)^\\| `(mask_export_\\w+)` \\| `(\\w+)` \\| ([\\w, ]+) \\|$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (mask_export_\\w+) ");
    private static final Pattern TAG = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** What a page documents. */
    static MetricNames documented(String page) {
        var names = NAME_ROW.matcher(page).results().map(row -> row.group(1)).collect(toCollection(TreeSet::new));
        var tags = new TreeMap<String, Set<String>>();
        TAG_ROW.matcher(page).results().filter(row -> row.group(3).contains(", "))
                .forEach(row -> tags.put(row.group(1) + "{" + row.group(2) + "}",
                        new TreeSet<>(Arrays.asList(row.group(3).split(", ")))));
        return new MetricNames(names, tags);
    }

    /** What a worker shows, of the tags that are documented. */
    MetricNames shown(String scrape) {
        var found = TYPE.matcher(scrape).results().map(type -> type.group(1)).filter(name -> !name.endsWith("_max"))
                .collect(toCollection(TreeSet::new));
        var values = new TreeMap<String, Set<String>>();
        for (var name : found) {
            Pattern.compile("(?m)^" + name + "(?:_count)?\\{(.*)\\} ").matcher(scrape).results()
                    .flatMap(series -> TAG.matcher(series.group(1)).results())
                    .filter(tag -> tags.containsKey(name + "{" + tag.group(1) + "}"))
                    .forEach(tag -> values.computeIfAbsent(name + "{" + tag.group(1) + "}", _ -> new TreeSet<>())
                            .add(tag.group(2)));
        }
        return new MetricNames(found, values);
    }
}
