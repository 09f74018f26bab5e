package io.maskexport.render;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceNamesTest {
    private final InstanceNames names = new InstanceNames();

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

    private Stream<String> next(String... classes) {
        return Stream.of(classes).map(names::next);
    }
}
