package io.maskexport.resilience.audit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.service.WorkerService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The auditor finds nothing in what a worker left, and every planted corruption. */
class AuditorIT {
    private static final String PARTS = ", \"archive\": {\"partMaxBytes\": 50000}";

    private static final AuditEvidence.AuditedTopics TOPICS = new AuditEvidence.AuditedTopics("mask-export.requests.v1",
            "mask-export.control.v1", "mask-export.events.v1", "mask-export.dead-letters.v1");

    private static EvidenceSnapshot whole = EvidenceSnapshot.empty();

    @BeforeAll
    static void take_a_snapshot_of_what_a_worker_leaves() throws Exception {
        try (var sandbox = Sandbox.start(); var client = new SandboxClient(sandbox.settings(Map.of()))) {
            GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "project/"), 12, 40, 3);
            try (var _ = WorkerService.start(sandbox.settings(Map.of("RENDER_THREADS", "1")), "test")) {
                work(client);
            }
            try (var objects = new MinioObjects(sandbox.s3().endpoint().toString(), EmbeddedS3.ACCESS_KEY,
                    EmbeddedS3.SECRET_KEY)) {
                whole = new EvidenceSnapshot(AuditEvidence.of(sandbox.kafka().bootstrapServers(), TOPICS, objects),
                        List.of(Sandbox.PROJECTS, Sandbox.EXPORTS));
            }
        }
    }

    /** One export of each ending, and one that is made twice. */
    private static void work(SandboxClient client) throws Exception {
        client.cancel("cancelled");
        client.last("cancelled");
        client.send(SandboxClient.request("whole", "project/", ""));
        client.send(SandboxClient.request("parts", "project/", PARTS));
        client.send(SandboxClient.request("twin", "project/", PARTS));
        client.send(SandboxClient.request("cancelled", "project/", ""));
        client.send(SandboxClient.request("failed", "nowhere/", ""));
        client.send(
                "{\"version\": 2, \"requestId\": \"refused\", \"destination\": {\"bucket\": \"exports\", \"prefix\": \"out\"}}");
        client.send("no request");
        for (var id : List.of("whole", "parts", "twin", "failed", "refused")) {
            client.last(id);
        }
        client.deadLetter("no request");
    }

    @Test
    void what_a_worker_leaves_has_no_violations() throws Exception {
        var report = audit(whole);

        assertThat(report.violations()).isEmpty();
        assertThat(report.endings())
                .isEqualTo(Map.of("completed", 3, "cancelled", 1, "failed", 1, "rejected", 1));
        assertThat(report.read().parts()).isGreaterThan(5);
        assertThat(report.read().members()).isGreaterThan(3 * 12 * 5);
    }

    @Test
    void repetitions_are_counted_and_are_no_violation() throws Exception {
        var all = new EvidenceSnapshot(whole);
        int before = audit(all).repeated();
        all.events.add(all.events.get(all.last("parts")));

        var report = audit(all);
        assertThat(report.violations()).isEmpty();
        assertThat(report.repeated()).isEqualTo(before + 1);
    }

    @Test
    void a_request_may_be_given_up_when_workers_died_of_it() throws Exception {
        var all = new EvidenceSnapshot(whole);
        PlantedCorruption.giveUp(all);

        var report = Auditor.audit(all.evidence(), Set.of(Sandbox.PROJECTS), Set.of("failed"));
        assertThat(report.violations()).isEmpty();
        assertThat(report.endings()).containsEntry("given up", 1).doesNotContainKey("failed");
    }

    @ParameterizedTest
    @EnumSource
    void each_planted_corruption_is_found_under_its_code(PlantedCorruption planted) throws Exception {
        var all = new EvidenceSnapshot(whole);
        planted.into(all);

        var violations = audit(all).violations();
        assertThat(violations.stream().map(Violation::code).collect(Collectors.toSet()))
                .as(violations.toString()).isEqualTo(planted.found());
    }

    @Test
    void every_violation_code_is_planted_somewhere() {
        assertThat(Arrays.stream(PlantedCorruption.values()).flatMap(planted -> planted.found().stream()))
                .contains(ViolationCode.values());
    }

    private static AuditReport audit(EvidenceSnapshot all) throws IOException {
        return Auditor.audit(all.evidence(), Set.of(Sandbox.PROJECTS), Set.of());
    }
}
