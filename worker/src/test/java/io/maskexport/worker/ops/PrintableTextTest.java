package io.maskexport.worker.ops;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.maskexport.contracts.JsonRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PrintableTextTest {
    private static final String HOSTILE = "item a\n12:00 ERROR forged \u001b[31m \u009b31m \u202egnp.exe\u2028 \"} ü日";

    @Test
    void untrusted_text_cannot_forge_a_line_or_control_a_terminal() {
        assertThat(PrintableText.of(HOSTILE)).isEqualTo(
                "item a\\u000a12:00 ERROR forged \\u001b[31m \\u009b31m \\u202egnp.exe\\u2028 \"} ü日");
        assertThat(PrintableText.of(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "ecs"})
    void whatever_is_logged_is_escaped(String format) throws Exception {
        var lines = logged(format, new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE)));

        assertThat(lines).containsIgnoringCase("\\u001b[31m");
        assertThat(lines.lines()).noneMatch(line -> line.startsWith("12:00 ERROR forged"));
        assertThat(lines.replace("\n", "").replace("\t", "").replace("\r", "").chars())
                .noneMatch(Character::isISOControl).doesNotContain(0x202e, 0x2028);
    }

    @Test
    void a_line_of_json_holds_the_text_as_it_was() throws Exception {
        var line = logged("json", new IllegalStateException(HOSTILE));

        assertThat(line.lines()).hasSize(1);
        Map<?, ?> event = JsonRecords.read(line.getBytes(UTF_8), Map.class);
        assertThat(event.get("formattedMessage")).isEqualTo("of " + HOSTILE);
        assertThat((Map<?, ?>) event.get("throwable")).extracting("message").isEqualTo(HOSTILE);
    }

    @Test
    void a_line_with_the_names_of_elastic_holds_the_same() throws Exception {
        var line = logged("ecs", new IllegalStateException(HOSTILE, new IllegalArgumentException("cause")));

        assertThat(line.lines()).hasSize(1);
        Map<?, ?> event = JsonRecords.read(line.getBytes(UTF_8), Map.class);
        assertThat(event.get("message")).isEqualTo("of " + HOSTILE);
        assertThat(event.get("log.level")).isEqualTo("WARN");
        assertThat(event.get("labels.request")).isEqualTo("lemons-1");
        assertThat(event.get("trace.id")).isEqualTo("4bf92f");
        assertThat(event.get("@timestamp")).asString().matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(event.get("error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(event.get("error.message")).isEqualTo(HOSTILE);
        assertThat(event.get("error.stack_trace")).asString()
                .contains("Caused by: java.lang.IllegalArgumentException: cause");
    }

    /** The log output with this LOG_FORMAT. */
    private static String logged(String format, Exception thrown) throws Exception {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            var context = new LoggerContext();
            context.setMDCAdapter(new LogbackMDCAdapter());
            context.putProperty("LOG_FORMAT", format);
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(PrintableTextTest.class.getResource("/logback.xml"));
            context.getMDCAdapter().put("request", "lemons-1");
            context.getMDCAdapter().put("trace", "4bf92f");
            context.getLogger("test").warn("of {}", HOSTILE, thrown);
            context.stop();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(UTF_8);
    }
}
