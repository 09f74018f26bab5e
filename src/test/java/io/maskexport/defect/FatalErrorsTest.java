package io.maskexport.defect;

import java.io.IOException;
import java.util.stream.Stream;
import javax.imageio.IIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FatalErrorsTest {

    static Stream<Throwable> carriers() {
        var closing = new IOException("while closing");
        closing.addSuppressed(new IIOException("reading", new OutOfMemoryError("heap")));
        return Stream.of(new OutOfMemoryError("heap"),
                new IIOException("Error reading PNG image data", new OutOfMemoryError("heap")),
                new IllegalStateException(new IOException(new InternalError("a mapped page is gone"))),
                new RuntimeException(new NoClassDefFoundError("a class whose initializer ran out of memory")),
                closing, new RuntimeException(closing));
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void an_error_of_the_process_is_found_in_any_wrapper(Throwable carrier) {
        assertThatThrownBy(() -> FatalErrors.rethrow(carrier)).isInstanceOfAny(VirtualMachineError.class,
                LinkageError.class);
    }

    @Test
    void a_fault_of_the_input_is_left_to_the_caller() {
        var broken = new IIOException("broken", new StackOverflowError());
        broken.addSuppressed(new RuntimeException("closing"));
        assertThatCode(() -> FatalErrors.rethrow(broken)).doesNotThrowAnyException();
    }

    @Test
    void circular_causes_end() {
        var first = new RuntimeException("first");
        var second = new RuntimeException("second", first);
        first.initCause(second);
        second.addSuppressed(first);
        assertThatCode(() -> FatalErrors.rethrow(first)).doesNotThrowAnyException();
    }
}
