package io.maskexport.contracts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds the fields of a message that were not read. */
final class UnknownFields {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");

    private final List<ObjectLevel> levels = new ArrayList<>();

    /** An object in the message; names that were read from it are known. */
    private record ObjectLevel(JsonNode object, String path, Set<String> known) {
        Stream<String> unknown() {
            return object.propertyStream().map(field -> field.getKey()).filter(name -> !known.contains(name));
        }

        Optional<String> like(String name) {
            return SpellingSuggester.nearest(name, known).map(path::concat);
        }

        Optional<String> sameAs(String name) {
            return known.stream().filter(name::equalsIgnoreCase).findFirst().map(path::concat);
        }
    }

    /** Adds an object; returns the set that collects the names read from it. */
    Set<String> level(JsonNode object, String path) {
        var known = new LinkedHashSet<String>();
        levels.add(new ObjectLevel(object, path, known));
        return known;
    }

    /** All unknown fields, once the message has been read: those of the message first, then those of its objects. */
    IgnoredFields found() {
        long count = levels.stream().flatMap(ObjectLevel::unknown).count();
        var first = levels.stream().flatMap(level -> level.unknown().map(name -> ignored(level, name)))
                .limit(IgnoredFields.MAX).toList();
        return count == 0 ? IgnoredFields.NONE : new IgnoredFields(Math.toIntExact(count), first);
    }

    /** A similar field of the same object takes precedence over one of that name elsewhere. */
    private IgnoredField ignored(ObjectLevel level, String name) {
        var meant = level.like(name)
                .or(() -> levels.stream().flatMap(other -> other.sameAs(name).stream()).findFirst());
        return new IgnoredField(shown(level.path(), name), meant.orElse(null));
    }

    private static String shown(String path, String name) {
        var plain = PLAIN.matcher(name).matches()
                ? path + name
                : (path.isEmpty() ? "" : path.substring(0, path.length() - 1)) + "[\"" + UntrustedText.printable(name)
                        + "\"]";
        return UntrustedText.cut(plain, IgnoredFields.MAX_LENGTH);
    }
}
