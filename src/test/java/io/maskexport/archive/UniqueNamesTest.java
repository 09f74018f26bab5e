package io.maskexport.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UniqueNamesTest {
    @Test
    void names_of_one_folder_stay_distinct_even_if_case_is_ignored() {
        var random = new Random(2);
        for (int folder = 0; folder < 1_000; folder++) {
            var names = new HashSet<String>();
            for (int i = 0; i < 100; i++) {
                names.add(RandomNames.next(random));
            }
            var unique = UniqueNames.of(names);
            assertThat(names.stream().map(unique::of).map(UniqueNames::key)).doesNotHaveDuplicates();
        }
    }

    @Test
    void of_two_names_that_differ_in_case_the_later_is_numbered_before_its_extension() {
        var unique = UniqueNames.of(List.of("a.jpg", "A.jpg", "a.JPG"));
        assertThat(unique.of("A.jpg")).isEqualTo("A.jpg");
        assertThat(unique.of("a.JPG")).isEqualTo("a~2.JPG");
        assertThat(unique.of("a.jpg")).isEqualTo("a~3.jpg");
    }

    @Test
    void a_safe_name_keeps_itself_before_a_changed_one_may_take_it() {
        var unique = UniqueNames.of(List.of("a*b", "a_b", "a?b", "a_b~2"));
        assertThat(unique.of("a_b")).isEqualTo("a_b");
        assertThat(unique.of("a_b~2")).isEqualTo("a_b~2");
        assertThat(unique.of("a*b")).isEqualTo("a_b~3");
        assertThat(unique.of("a?b")).isEqualTo("a_b~4");
    }

    @Test
    void reserved_names_are_not_given_away() {
        assertThat(UniqueNames.of(List.of("META.json"), List.of("meta.json")).of("META.json")).isEqualTo("META~2.json");
    }

    @Test
    void the_order_of_the_names_does_not_matter() {
        var names = new ArrayList<>(List.of("a?", "A_", "a*", "a_", "a_~2"));
        var first = UniqueNames.of(names);
        var mapped = names.stream().map(first::of).toList();
        var reversed = UniqueNames.of(names.reversed());
        assertThat(names.stream().map(reversed::of).toList()).isEqualTo(mapped);
    }

    @Test
    void names_may_differ_only_in_case_if_case_matters() {
        var unique = UniqueNames.mindingCase(List.of("ship", "Ship", "a/b", "A/b", "a_b", "e\u0301", "\u00e9"));
        assertThat(unique.of("ship")).isEqualTo("ship");
        assertThat(unique.of("Ship")).isEqualTo("Ship");
        assertThat(unique.of("a/b")).isEqualTo("a_b~2");
        assertThat(unique.of("A/b")).isEqualTo("A_b");
        assertThat(unique.of("\u00e9")).isEqualTo("\u00e9");
        assertThat(unique.of("e\u0301")).isEqualTo("\u00e9~2");
    }

    @Test
    void names_that_differ_in_half_a_surrogate_pair_have_an_order() {
        var names = List.of("a\ud83d", "a\ud83e", "a?", "a\ude80");
        var unique = UniqueNames.of(names);
        var reversed = UniqueNames.of(names.reversed());
        assertThat(names).allSatisfy(name -> assertThat(reversed.of(name)).isEqualTo(unique.of(name)));
    }

    @Test
    void names_are_those_of_a_search_that_starts_over_for_each_of_them() {
        var random = new Random(7);
        for (int folder = 0; folder < 500; folder++) {
            var names = new HashSet<String>();
            for (int i = 0; i < 60; i++) {
                names.add(folder % 2 == 0 ? RandomNames.next(random) : colliding(random));
            }
            var unique = UniqueNames.of(names);
            var named = names.stream().collect(Collectors.toMap(name -> name, unique::of));
            assertThat(named.equals(searched(names))).as("%s", names).isTrue();
        }
    }

    @Test
    void tens_of_thousands_of_names_that_collide_are_named_in_linear_time() {
        var forbidden = IntStream.range(0, 59_049)
                .mapToObj(i -> "%10s".formatted(Integer.toString(i, 3)).replace(' ', '/').replace('0', '/')
                        .replace('1', '*').replace('2', '?'))
                .distinct().toList();
        assertThat(forbidden).hasSize(59_049);
        assertThat(named(forbidden)).hasSize(59_049).contains("__________", "__________~59049");
        var cases = IntStream.range(0, 1 << 16).mapToObj(UniqueNamesTest::caseVariant).toList();
        assertThat(named(cases)).hasSize(1 << 16);
    }

    private static Set<String> named(Collection<String> names) {
        return names.stream().map(UniqueNames.of(names)::of).collect(Collectors.toSet());
    }

    private static String caseVariant(int bits) {
        return IntStream.range(0, 16).mapToObj(i -> (bits >> i & 1) == 0 ? "a" : "A")
                .collect(Collectors.joining("", "", ".x"));
    }

    private static String colliding(Random random) {
        var pieces = List.of("a", "A", "_", "*", "?", "~2", "~3", ".b", ".", "é", "e\u0301", "Σ", "ς");
        return IntStream.range(0, 1 + random.nextInt(5)).mapToObj(i -> pieces.get(random.nextInt(pieces.size())))
                .collect(Collectors.joining());
    }

    /** The rule without its optimizations. */
    private static Map<String, String> searched(Collection<String> names) {
        var safe = new HashMap<String, String>();
        var taken = new HashSet<String>();
        var sorted = names.stream().sorted(CodePointOrder.STRINGS).toList();
        for (var name : sorted) {
            if (SafeName.segment(name).equals(name) && taken.add(UniqueNames.key(name))) {
                safe.put(name, name);
            }
        }
        for (var name : sorted) {
            var wanted = SafeName.segment(name);
            var extension = SafeName.extension(wanted);
            var free = wanted;
            for (int n = 2; !safe.containsKey(name) && !taken.add(UniqueNames.key(free)); n++) {
                free = wanted.substring(0, wanted.length() - extension.length()) + "~" + n + extension;
            }
            safe.putIfAbsent(name, free);
        }
        return safe;
    }
}
