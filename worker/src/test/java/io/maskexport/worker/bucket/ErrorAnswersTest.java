package io.maskexport.worker.bucket;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorAnswersTest {
    @Test
    void status_code_and_message_are_those_of_the_answer() {
        var error = ErrorAnswers.error(404, """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>NoSuchKey</Code><Message>There is no such key.</Message></Error>""", null, "Not Found");
        assertThat(error.status()).isEqualTo(404);
        assertThat(error.code()).isEqualTo("NoSuchKey");
        assertThat(error.is("NoSuchKey")).isTrue();
        assertThat(error).hasMessage("404 NoSuchKey: There is no such key.");
    }

    @Test
    void codes_have_dots_and_messages_are_unescaped() {
        var error = ErrorAnswers.error(400,
                "<Error><Code>KMS.DisabledException</Code><Message>&quot;k&quot; &amp; &lt;co&gt;</Message></Error>",
                null,
                "");
        assertThat(error).hasMessage("400 KMS.DisabledException: \"k\" & <co>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Bad Gateway</html>", "<Error><Code></Code></Error>", "{\"code\": 5}",
        "<Code>no such code!</Code>"})
    void a_body_without_a_code_has_none_and_the_reason_is_the_message(String body) {
        var error = ErrorAnswers.error(502, body, null, "Bad Gateway");
        assertThat(error.code()).isEmpty();
        assertThat(error).hasMessage("502 Bad Gateway");
    }

    @Test
    void a_message_is_cut_before_it_fills_the_log() {
        var error = ErrorAnswers.error(500, "<Message>" + "x".repeat(100_000) + "</Message>", null, "");
        assertThat(error.getMessage()).hasSizeLessThan(600);
    }

    @Test
    void the_delay_is_read_in_seconds() {
        assertThat(retryAfter("7")).hasValue(Duration.ofSeconds(7));
        assertThat(retryAfter(" 120 ")).hasValue(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999", "Wed, 25 Nov 2026 10:00:00 GMT"})
    void an_unreadable_delay_is_ignored(String header) {
        assertThat(retryAfter(header)).isEmpty();
        assertThat(retryAfter(null)).isEmpty();
    }

    private static java.util.Optional<Duration> retryAfter(@Nullable String header) {
        return ErrorAnswers.error(503, "", header, "").retryAfter();
    }
}
