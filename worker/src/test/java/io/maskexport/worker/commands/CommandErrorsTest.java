package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.maskexport.worker.MaskExport;
import io.maskexport.worker.client.ServerProbe;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandErrorsTest {
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return MaskExport.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "export", "request", "request a b", "request --jsn a", "cancel", "status", "list x",
        "follow a",
        "verify", "render", "render --project x", "work now", "list --bucket"})
    void wrong_usage_is_a_line_and_where_to_read_on(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).first().asString().startsWith("mask-export");
        assertThat(err.toString().lines()).last().asString().matches("see: mask-export.* --help");
        assertThat(err.toString().lines().filter(line -> !line.startsWith("Did you mean"))
                .filter(line -> !line.startsWith("Possible solutions"))).hasSize(2);
    }

    @Test
    void a_stack_trace_is_printed_only_with_debug(@TempDir Path folder) {
        var none = folder.resolve("none").toString();

        assertThat(run("request", none)).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("cannot read " + none + ": no such file or directory");

        assertThat(run("request", "--debug", none)).isEqualTo(2);
        assertThat(run("--debug", "request", none)).isEqualTo(2);
        assertThat(err.toString().split("NoSuchFileException")).hasSize(3);
    }

    @Test
    void a_directory_is_no_request(@TempDir Path folder) {
        assertThat(run("request", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read " + folder + ": Is a directory").hasLineCount(1);
    }

    @Test
    void no_error_names_a_java_class() {
        assertThat(ErrorText.of(new NoSuchFileException("a"))).isEqualTo("a: no such file or directory");
        assertThat(ErrorText.of(new AccessDeniedException("a"))).isEqualTo("a: permission denied");
        assertThat(ErrorText.of(new UncheckedIOException(new NoSuchFileException("a"))))
                .isEqualTo("a: no such file or directory");
        assertThat(ErrorText.of(new MalformedInputException(1))).isEqualTo("the text is not UTF-8");
        assertThat(ErrorText.of(new IOException(new SocketTimeoutException()))).isEqualTo("socket timeout");
        assertThat(ErrorText.of(new IOException("told", new SocketTimeoutException("x")))).isEqualTo("told");
        assertThat(ErrorText.of(new IllegalStateException())).startsWith("internal error: illegal state");
        assertThat(ErrorText.of(new Failure.Terminal(TerminalKind.ACCESS_DENIED, "get s3://a/b: 403", null)))
                .isEqualTo("get s3://a/b: 403; check S3_ACCESS_KEY and S3_SECRET_KEY, and what they may do");
    }

    @Test
    void a_server_that_cannot_be_reached_is_told_at_once() throws IOException {
        try (var server = new ServerSocket(0)) {
            assertThat(ServerProbe.problem("127.0.0.1", server.getLocalPort())).isEmpty();
        }
        assertThat(ServerProbe.problem("127.0.0.1", 1)).isEqualTo("connection refused");
        assertThat(ServerProbe.problem("no-such-host.invalid", 9092)).isEqualTo("unknown host");
    }
}
