package io.maskexport.export;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameKeysTest {
    @ParameterizedTest
    @CsvSource({"a.jpg, a.png", "a.jpg, A.JPG", "a:.jpg, a_.jpg", "a?.jpg, a:.png", "e\u0301.jpg, \u00e9.png",
        "a.jpg, a~2.jpg", "a.jpg, a~2~13.jpg", "a~3.jpg, a~2.jpg", "a.jpg, a.jpg.png", "CON.jpg, _CON.png",
        "x.png., x.png", "b..png, b.png", "\u0391\u03a3.png, \u0391\u03a3~2.png", "\u03b1\u03c3.png, \u03b1\u03c2.jpg",
        "STRASSE.png, straße.jpg", "a.jpg, a.jpg~2"})
    void names_that_may_depend_on_each_other_share_a_key(String name, String other) {
        assertThat(keys(name)).containsAnyElementsOf(keys(other));
    }

    @ParameterizedTest
    @CsvSource({"a.jpg, b.jpg", "frame.000001.jpg, frame.000002.jpg", "a~01.jpg, a~02.jpg", "a-1.jpg, a-2.jpg",
        "a.jpg, a.b.jpg", "a~20240101x.jpg, a.jpg", "a~20240101.jpg, a~202401010.jpg"})
    void names_that_do_not_depend_on_each_other_share_no_key(String name, String other) {
        assertThat(keys(name)).doesNotContainAnyElementsOf(keys(other));
    }

    @Test
    void an_ordinary_name_has_two_keys_and_its_annotation_one_of_them() {
        assertThat(NameKeys.ofWholeAndStem("a.jpg")).hasSize(2).contains(NameKeys.ofWhole("a.jpg"));
        assertThat(NameKeys.ofWhole("a.jpg")).hasSize(1);
    }

    private static Set<Long> keys(String name) {
        return LongStream.of(NameKeys.ofWholeAndStem(name)).boxed().collect(Collectors.toSet());
    }
}
