package io.maskexport.render;

import java.util.HashSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceNamesTest {
    private final InstanceNames names = new InstanceNames(Compat.STRICT);

    @Test
    void the_first_object_has_the_name_of_the_class_and_the_others_a_number() {
        assertThat(next("car", "car", "tree", "car")).containsExactly("car.png", "car_01.png", "tree.png",
                "car_02.png");
    }

    @Test
    void a_class_that_looks_like_a_number_of_another_takes_its_place() {
        assertThat(next("car_01", "car", "car", "car_01"))
                .containsExactly("car_01.png", "car.png", "car_02.png", "car_01_01.png");
    }

    @Test
    void numbers_grow_beyond_two_digits() {
        for (int i = 0; i < 100; i++) {
            names.next("car");
        }
        assertThat(names.next("car")).isEqualTo("car_100.png");
    }

    @Test
    void names_of_two_classes_never_differ_only_in_case() {
        assertThat(next("Veh_01", "veh", "veh", "VEH~2", "veh"))
                .containsExactly("Veh_01.png", "veh.png", "veh_02.png", "VEH~2.png", "veh_03.png");
    }

    @Test
    void names_of_the_reference_may_differ_only_in_case() {
        var reference = new InstanceNames(Compat.REFERENCE);
        assertThat(Stream.of("Veh_01", "veh", "veh", "Veh", "veh_01").map(reference::next))
                .containsExactly("Veh_01.png", "veh.png", "veh_01.png", "Veh.png", "veh_01_01.png");
    }

    @Test
    void a_hundred_thousand_objects_of_classes_that_share_their_numbers_are_named_at_once() {
        var given = new HashSet<String>();
        for (int i = 0; i < 100_000; i++) {
            given.add(names.next(i % 3 == 0 ? "a" : i % 3 == 1 ? "a_01" : "a_01_01"));
        }
        assertThat(given).hasSize(100_000);
    }

    private Stream<String> next(String... classes) {
        return Stream.of(classes).map(names::next);
    }
}
