package io.maskexport.worker.service;

import java.util.HashMap;
import java.util.Map;

import io.maskexport.worker.settings.WorkerSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartLineTest {
    private static String line(Map<String, String> more) {
        var variables = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "S3_ENDPOINT",
                "http://store:9000", "WORK_BUCKET", "work",
                "EXPORT_READABLE", "projects", "EXPORT_WRITABLE", "exports", "RENDER_THREADS", "3", "RENDER_MEMORY",
                "8MiB"));
        variables.putAll(more);
        return StartLine.of("1.2.3", WorkerSettings.from(variables));
    }

    @Test
    void it_tells_version_group_threads_memory_decoder_and_kind_of_credentials() {
        assertThat(line(Map.of("RENDER_JPEG", "jdk")))
                .matches("version 1\\.2\\.3, Java \\d+, share group \\(consumer group if the "
                        + "broker has no share groups\\) mask-export, 3 render threads, heap [\\d.]+ [MG]B, 8\\.4 MB for images in flight, "
                        + "JPEG decoder of the JDK, credentials: identity of the platform, traces: none");
    }

    @Test
    void it_tells_where_traces_go() {
        assertThat(line(Map.of("TRACE_ENDPOINT", "http://collector:4318", "TRACE_HEADERS", "authorization=hush")))
                .endsWith("traces: to http://collector:4318, of requests without one all").doesNotContain("hush");
        assertThat(line(Map.of("TRACE_ENDPOINT", "http://collector:4318", "TRACE_RATIO", "0.1")))
                .endsWith("of requests without one a share of 0.1");
    }

    @Test
    void it_tells_no_secret() {
        var line = line(
                Map.of("S3_ACCESS_KEY", "AKIDEXAMPLE", "S3_SECRET_KEY", "wJalrXUtnFEMI", "QUEUE_PROTOCOL", "group"));
        assertThat(line).contains("consumer group mask-export", "credentials: keys of the settings")
                .doesNotContain("AKIDEXAMPLE", "wJalrXUtnFEMI");
    }
}
