package io.maskexport.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UniqueNamesTest {
    @Test
    void names_of_one_folder_stay_apart_even_where_case_does_not_count() {
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
}
