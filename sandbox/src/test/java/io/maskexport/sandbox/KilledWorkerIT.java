package io.maskexport.sandbox;

import java.util.List;
import java.util.Map;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.PartCompleted;
import io.maskexport.worker.bucket.ObjectRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Workers are processes that die, and exports go on. */
class KilledWorkerIT {
    private static final String ARCHIVE = ", \"archive\": {\"partMaxBytes\": 2000000}";

    private static Sandbox sandbox;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new Client(sandbox.settings(Map.of()));
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "noise/"), 60, 200, 3);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @Test
    void an_export_whose_worker_is_killed_is_finished_by_another_one() throws Exception {
        try (var first = WorkerProcess.work(environment());
                var second = killedAndFollowed(first)) {
            var completed = client.completed("killed");

            assertThat(completed.totals().items()).isEqualTo(60);
            assertThat(client.events().received().stream().filter(e -> e.event().requestId().equals("killed"))
                    .filter(e -> Followed.isLast(e.event())).distinct()).hasSize(1);
            assertThat(verify("s3://exports/out/killed/")).isZero();
            assertThat(second.terminate()).isZero();
        }
        client.send(Client.request("undisturbed", "noise/", ARCHIVE));
        try (var third = WorkerProcess.work(environment())) {
            assertThat(sums(client.completed("undisturbed"))).isEqualTo(sums(client.completed("killed")));
            assertThat(third.isRunning()).isTrue();
        }
    }

    private static WorkerProcess killedAndFollowed(WorkerProcess first) throws Exception {
        client.send(Client.request("killed", "noise/", ARCHIVE));
        client.events().await(e -> e instanceof PartCompleted && e.requestId().equals("killed"), Client.PATIENCE);
        first.kill();
        assertThat(client.events().received()).noneMatch(e -> e.event() instanceof ExportCompleted);
        return WorkerProcess.work(environment());
    }

    private static Map<String, String> environment() {
        var environment = sandbox.environment();
        environment.put("QUEUE_LOCK", "5s");
        environment.put("RENDER_THREADS", "1");
        return environment;
    }

    private static int verify(String export) throws Exception {
        try (var process = WorkerProcess.start(environment(), List.of(), "verify", export)) {
            int status = process.await();
            assertThat(status).as(process.output()).isZero();
            return status;
        }
    }

    private static List<String> sums(ExportCompleted completed) {
        return completed.parts().stream().map(part -> part.sha256()).toList();
    }
}
