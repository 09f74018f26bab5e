package io.maskexport.resilience;

import java.util.Map;

import io.maskexport.contracts.ExportCancelled;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.WorkerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** An export that is cancelled leaves nothing but a manifest. */
class CancelledExportIT {
    private static SlowSandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SlowSandbox();
        client = sandbox.client();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @Test
    void a_cancelled_export_ends_between_two_items_and_removes_its_parts() throws Exception {
        try (var worker = WorkerProcess.work(sandbox.environment(Map.of()))) {
            client.send(SandboxClient.request("cancelled", "noise/", SlowSandbox.ARCHIVE));
            sandbox.awaitPart("cancelled");
            sandbox.bucket().delay(ofSeconds(1)); // so that the export cannot end before its cancellation arrives
            client.cancel("cancelled");

            assertThat(client.last("cancelled")).isInstanceOf(ExportCancelled.class);
            sandbox.bucket().delay(ofMillis(50));
            client.send(SandboxClient.request("next", "noise/", ", \"datasets\": [\"dataset-1\"]"));
            assertThat(client.completed("next").totals().items()).isEqualTo(SlowSandbox.ITEMS / 10);
            sandbox.assertOnlyTheManifestIsLeft("cancelled");
            assertThat(worker.isRunning()).isTrue();
        }
    }
}
