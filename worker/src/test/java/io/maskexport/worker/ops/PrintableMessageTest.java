package io.maskexport.worker.ops;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableMessageTest {
    @Test
    void text_from_outside_cannot_forge_a_line_or_steer_a_terminal() {
        assertThat(PrintableMessage.printable("item a\n12:00 ERROR forged \u001b[31m \u202egnp.exe ü日"))
                .isEqualTo("item a\\u000a12:00 ERROR forged \\u001b[31m \\u202egnp.exe ü日");
    }
}
