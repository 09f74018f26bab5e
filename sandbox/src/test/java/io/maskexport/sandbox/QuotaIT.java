package io.maskexport.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A worker with quotas: 4 items an export, 1 export of a tenant at a time. */
class QuotaIT {
    private static final ObjectRef WORK = new ObjectRef(Sandbox.WORK, "mask-export/");
    private static final String TEAM = ", \"tenant\": \"team-1\"";
    private static Sandbox sandbox;
    private static SandboxClient client;
    private static WorkerService worker;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start();
        client = new SandboxClient(sandbox.settings(Map.of()));
        client.upload(Path.of("src/main/resources/sample"), "sample/");
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "five/"), 5, 16, 1);
        worker = WorkerService.start(
                sandbox.settings(Map.of("QUOTA_ITEMS", "4", "QUOTA_IN_FLIGHT", "1", "QUOTA_EXCESS", "refuse")), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        worker.close();
        client.close();
        sandbox.close();
    }

    @Test
    void an_export_with_more_items_than_the_quota_fails() throws Exception {
        client.send(SandboxClient.request("five", "five/", ""));

        assertThat(client.last("five")).isInstanceOfSatisfying(ExportFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ReasonCode.QUOTA_EXCEEDED);
            assertThat(failed.detail()).isEqualTo("more than 4 items; QUOTA_ITEMS allows no more");
        });
    }

    @Test
    void a_request_beyond_the_exports_in_flight_is_refused_until_one_has_ended() throws Exception {
        var other = WORK.resolve(".tenants/team-1/other");
        client.store().put(other, new byte[0], "text/plain");
        client.send(SandboxClient.request("second", "sample/", TEAM));
        assertThat(client.last("second")).isInstanceOfSatisfying(ExportRejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(ReasonCode.QUOTA_EXCEEDED);
            assertThat(rejected.detail())
                    .isEqualTo("1 exports of tenant team-1 are in flight; QUOTA_IN_FLIGHT allows no more");
        });

        client.send(SandboxClient.request("elsewhere", "sample/", ", \"tenant\": \"team-2\""));
        client.completed("elsewhere");

        client.store().put(WORK.resolve("other/announced"), new byte[0], "text/plain");
        client.send(SandboxClient.request("third", "sample/", TEAM));
        client.completed("third");
        assertThat(client.store().head(other)).isEmpty();
    }

    @Test
    void a_tenant_has_its_place_back_after_each_export() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.add("one-by-one-" + i);
            client.send(SandboxClient.request(ids.getLast(), "sample/", ", \"tenant\": \"team-3\""));
            client.completed(ids.getLast());
        }

        assertThat(ids).hasSize(3);
    }
}
