package io.maskexport.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "фото 15.bmp", "汽车", "naïve-ß", "IMG (281).webp", "a.b.32.png", "🚀", ".hidden",
        "console",
        "com10.txt", "_", "~", "a..b", " a", "❤\ufe0f", "葛\udb40\udd00", "ᠭ\u180b", "\ufffd", "\ufffc", "\ue000"})
    void an_ordinary_name_of_any_script_stays_as_it_is(String name) {
        assertThat(SafeName.segment(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', ignoreLeadingAndTrailingWhitespace = false, value = {"../up→.._up", "a/b→a_b",
        "a\\b→a_b",
        "C:x→C_x", "what?→what_", "a*\"<>|→a_____"})
    void separators_and_wildcards_become_underscores(String name, String safe) {
        assertThat(SafeName.segment(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u001bb", "a\u007fb", "a\u0085b", "a\u200bb", "a\u202eb", "a\u2066b",
        "a\ufeffb", "a\u061cb", "a\u00adb", "a\u034fb", "a\u180eb", "a\u115fb", "a\u17b4b", "a\u3164b", "a\uffa0b",
        "a\ufff0b", "a\ufff9b", "a\ufffab", "a\ufffbb", "a\ufdd0b", "a\ufdefb", "a\ufffeb", "a\uffffb",
        "a\ud83f\udffeb", "a\udbff\udfffb", "a\ud834\udd73b", "a\ud82f\udca0b", "a\udb40\udc00b", "a\udb40\udc01b",
        "a\udb40\udc7fb", "a\udb40\udc80b", "a\udb40\uddf0b", "a\ud83db", "a\ude80b"})
    void invisible_characters_become_underscores(String name) {
        assertThat(SafeName.segment(name)).isEqualTo("a_b");
    }

    @Test
    void a_lone_surrogate_becomes_an_underscore_and_a_pair_stays() {
        assertThat(SafeName.segment("a\ud83d.jpg")).isEqualTo("a_.jpg");
        assertThat(SafeName.segment("a\ud83d\ude80.jpg")).isEqualTo("a\ud83d\ude80.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", " ", ". ."})
    void a_name_of_dots_and_spaces_becomes_an_underscore(String name) {
        assertThat(SafeName.segment(name)).isEqualTo("_");
    }

    @Test
    void trailing_dots_and_spaces_are_dropped() {
        assertThat(SafeName.segment("a.jpg. .")).isEqualTo("a.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "con.jpg", "Aux.tar.gz", "NUL ", "com1.png", "LPT9", "COM\u00b9.x", "nul .txt",
        "CONIN$"})
    void a_device_of_windows_gets_an_underscore_in_front(String name) {
        assertThat(SafeName.segment(name)).startsWith("_").hasSizeLessThanOrEqualTo(name.length() + 1);
    }

    @Test
    void a_decomposed_name_is_composed() {
        assertThat(SafeName.segment("e\u0301.jpg")).isEqualTo("\u00e9.jpg");
    }

    @Test
    void a_long_name_is_cut_between_characters_and_keeps_its_extension() {
        var safe = SafeName.segment("汽".repeat(100) + ".jpg");
        assertThat(utf8(safe)).isBetween(196, 200);
        assertThat(safe).matches("汽+~[0-9a-f]{8}\\.jpg");
    }

    @Test
    void long_names_that_begin_alike_stay_apart() {
        assertThat(SafeName.segment("a".repeat(300) + "1")).isNotEqualTo(SafeName.segment("a".repeat(300) + "2"));
    }

    @Test
    void a_name_of_characters_of_four_bytes_is_cut_between_them() {
        for (int i = 0; i < 4; i++) {
            var safe = SafeName.segment("a".repeat(i) + "\ud83d\ude80".repeat(60));
            assertThat(utf8(safe)).isBetween(197, 200);
            assertThat(safe).matches("a*(\ud83d\ude80)+~[0-9a-f]{8}");
        }
    }

    @Test
    void a_name_of_200_bytes_is_not_cut() {
        assertThat(SafeName.segment("a".repeat(200))).hasSize(200);
        assertThat(SafeName.segment("a".repeat(201))).hasSize(200).contains("~");
    }

    @Test
    void any_name_becomes_safe_and_a_safe_name_is_stable() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            var name = RandomNames.next(random);
            var safe = SafeName.segment(name);
            if (!isSafe(safe) || !SafeName.segment(safe).equals(safe)) {
                throw new AssertionError("'" + name + "' became '" + safe + "'");
            }
        }
    }

    private static boolean isSafe(String name) {
        return utf8(name) >= 1 && utf8(name) <= SafeName.MAX_BYTES && !name.endsWith(".") && !name.endsWith(" ")
                && Normalizer.isNormalized(name, Normalizer.Form.NFC)
                && name.codePoints()
                        .noneMatch(c -> Character.getType(c) == Character.SURROGATE || (c & 0xFFFE) == 0xFFFE
                                || (c >= 0xE0000 && c <= 0xE007F))
                && name.chars().noneMatch(
                        c -> c < ' '
                                || "/\\:*?\"<>|\u007f\u0085\u200b\u200f\u202e\u2060\ufeff\u061c\u00ad\u180e\ufff9\ufffa\ufffb"
                                        .indexOf(c) >= 0);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
