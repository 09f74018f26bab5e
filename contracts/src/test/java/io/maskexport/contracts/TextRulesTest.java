package io.maskexport.contracts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "a1b", "my.bucket-7", "a-.b", "1.2.3", "my-point-abc-s3alias"})
    void names_of_buckets(String name) {
        assertThat(TextRules.bucket(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Abc", "a_b", "-abc", "abc-", ".abc", "abc.", "a..b", "192.168.0.1", "a/b",
        "abc\n",
        "äbc", "s3://abc"})
    void invalid_names_of_buckets(String name) {
        assertThat(TextRules.bucket(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/", "a/b", "a b/ü/", "..a/b..", ".hidden", "...", "a\\b"})
    void prefixes(String prefix) {
        assertThat(TextRules.prefix(prefix)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a//b", "a//", ".", "..", "./a", "a/../b", "a/..", "a/./", "a\u0000", "a\n/b",
        "a\u0085"})
    void invalid_prefixes(String prefix) {
        assertThat(TextRules.prefix(prefix)).isPresent();
    }

    @Test
    void a_prefix_is_measured_in_bytes() {
        assertThat(TextRules.prefix("ü".repeat(450))).isEmpty();
        assertThat(TextRules.prefix("ü".repeat(450) + "a")).contains("has more than 900 bytes");
    }

    @Test
    void a_text_is_measured_in_characters() {
        assertThat(TextRules.length("😀".repeat(255), 255)).isEmpty();
        assertThat(TextRules.length("a".repeat(256), 255)).contains("has 256 characters, not 1 to 255");
        assertThat(TextRules.length("", 255)).isPresent();
    }
}
