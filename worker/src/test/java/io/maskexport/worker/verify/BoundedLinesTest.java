package io.maskexport.worker.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BoundedLinesTest {
    /** Gives one byte at a time, or as many as are asked for. */
    private record Given(byte[] content, int most) {
        InputStream stream() {
            return new ByteArrayInputStream(content) {
                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return super.read(bytes, offset, Math.min(length, most));
                }
            };
        }
    }

    private static List<String> lines(String text, int most) throws IOException {
        var lines = new ArrayList<String>();
        try (var reader = new BoundedLines(new Given(text.getBytes(StandardCharsets.UTF_8), most).stream(), 10_000)) {
            for (var line = reader.nextText(); line != null; line = reader.nextText()) {
                lines.add(line);
            }
            assertThat(reader.number()).isEqualTo(lines.size());
            assertThat(reader.next()).isNull();
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8_191, 8_192, 100_000})
    void lines_are_those_of_the_text_however_it_arrives(int most) throws IOException {
        var texts = new ArrayList<>(List.of("", "\n", "a", "a\n", "a\n\n", "\na", "a\r\nb\r\n", "\r\n", "ä\nß"));
        for (int length = 8_190; length < 8_195; length++) {
            texts.add("x".repeat(length) + "\n" + "y".repeat(length));
            texts.add("x".repeat(length) + "\r\n");
        }
        for (var text : texts) {
            assertThat(lines(text, most)).isEqualTo(text.lines().toList());
        }
    }

    @Test
    void a_line_may_have_as_many_bytes_as_the_limit_and_no_more() throws IOException {
        assertThat(lines("a\n" + "x".repeat(10_000) + "\n", 100_000)).hasSize(2);
        assertThatThrownBy(() -> lines("a\n" + "x".repeat(10_001) + "\nb", 100_000))
                .isInstanceOf(BoundedLines.LongLineException.class)
                .hasMessage("line 2 is longer than 10000 bytes (META_BYTES)");
    }

    @Test
    void a_line_that_goes_on_for_ever_ends_the_reading_after_the_limit() throws IOException {
        var endless = new EndlessText();
        try (var lines = new BoundedLines(endless, 1 << 20)) {
            assertThatThrownBy(lines::next).isInstanceOf(BoundedLines.LongLineException.class);
            assertThat(endless.given()).isLessThan((1 << 20) + (1 << 16));
            assertThat(lines.next()).isNull();
        }
    }
}
