package io.maskexport.select;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GlobTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static boolean matches(String pattern, String name) {
        return new NamePatterns(List.of(pattern)).match(name, name, new BitSet());
    }

    /** The rows of the second table of patterns in docs/select.md: a pattern, and names. */
    static Stream<List<List<String>>> documented() throws Exception {
        return Files.readAllLines(Path.of("../docs/select.md")).stream()
                .dropWhile(line -> !line.contains("| Does not match |")).skip(2).takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(cell -> QUOTED.matcher(cell).results().map(found -> found.group(1)).toList()).toList());
    }

    @ParameterizedTest
    @MethodSource("documented")
    void the_documented_examples_hold(List<List<String>> row) {
        var pattern = row.get(0).getFirst();
        assertThat(row.get(1)).isNotEmpty().allMatch(name -> matches(pattern, name));
        assertThat(row.get(2)).isNotEmpty().noneMatch(name -> matches(pattern, name));
    }

    /** An ε is an empty name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a*b*c   | abc, axbxc, abcbc    | ab, abx, cab
            *       | a, ε                | a/b, /
            **      | a, a/b, /, ε        |
            a**     | a, a/b, ab           | b
            **/     | ε, a/, a/b/         | a, a/b
            **/**/a | a, x/a, x/y/a        | xa
            **a     | a, xa, x/a           | ax
            a/***   | a/, a/b              | a
            ?       | a, 😀, é             | /, aa, ε
            [a-c]   | a, b, c              | d, A, -, ε
            [-a]    | -, a                 | b
            [a-]    | -, a                 | b
            []a]    | ], a                 | b
            [!]a]   | b                    | ], a, /
            [^a]    | b                    | a, /
            [!a-c]  | d, A                 | b, /
            [c-a]   |                      | a, b, c
            [.-0]   | ., 0                 | /
            [*]     | *                    | a
            [\\]]   | ]                    | \\
            [\\a-c] | b                    | \\
            [       | [                    | a
            [a      | [a                   | a
            [a[b    | [a[b                 | a
            [[a]    | [, a                 | ]
            \\*     | *, \\*               | a
            \\a     | a, \\a               | b
            \\      | \\                   | a
            a\\     | a\\                  | a
            a.b     | a.b                  | axb
            {ab}    | {ab}                 | a, b
            """)
    void patterns_match(String pattern, @Nullable String matching, @Nullable String others) {
        assertThat(names(matching)).allMatch(name -> matches(pattern, name));
        assertThat(names(others)).noneMatch(name -> matches(pattern, name));
    }

    private static List<String> names(@Nullable String cell) {
        return cell == null
                ? List.of()
                : Stream.of(cell.split(", ?", -1)).map(name -> name.replace("ε", "").strip()).toList();
    }

    @Test
    void names_equal_in_form_nfc_are_the_same_and_upper_case_is_not_lower_case() {
        assertThat(matches("caf\u00e9", "cafe\u0301")).isTrue();
        assertThat(matches("cafe\u0301?", "caf\u00e91")).isTrue();
        assertThat(matches("caf?", "cafe\u0301")).isTrue();
        assertThat(matches("A", "a")).isFalse();
        assertThat(matches("[A-Z]*", "a")).isFalse();
    }

    @Test
    void random_patterns_match_as_regular_expressions_do() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var pattern = text(random, "ab/**?[]!\\-", 8);
            var name = text(random, "ab/-]", 7);
            assertThat(Glob.of(pattern).matches(name)).as("%s on %s", pattern, name)
                    .isEqualTo(RegexGlob.of(pattern).matcher(name).matches());
        }
    }

    private static String text(Random random, String characters, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    /** With backtracking, each of these would take longer than anybody waits. */
    @ParameterizedTest
    @ValueSource(strings = {"*a", "**a", "a*", "**/a/", "*[ab]", "?*", "[[", "[a*"})
    void no_pattern_takes_exponential_time(String piece) {
        var pattern = piece.repeat(1_024 / piece.length() - 1) + "b";
        assertThat(matches(pattern, "a".repeat(1_000) + "c")).isFalse();
        assertThat(matches(pattern, "a/".repeat(500) + "c")).isFalse();
    }
}
