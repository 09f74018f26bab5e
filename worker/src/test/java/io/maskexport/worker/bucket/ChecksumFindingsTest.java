package io.maskexport.worker.bucket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChecksumFindingsTest {
    private long now = -5;
    private final ChecksumFindings findings = new ChecksumFindings(() -> now);

    @Test
    void a_bucket_is_probed_once_and_does_not_verify_until_it_is_found_to() {
        assertThat(findings.verifies("masks")).isFalse();
        assertThat(findings.claimProbe("masks")).isTrue();
        assertThat(findings.claimProbe("masks")).isFalse();
        assertThat(findings.verifies("masks")).isFalse();
        findings.record("masks", true);
        assertThat(findings.verifies("masks")).isTrue();
        assertThat(findings.claimProbe("masks")).isFalse();
    }

    @Test
    void each_bucket_has_a_finding_of_its_own() {
        findings.record("masks", true);
        assertThat(findings.verifies("work")).isFalse();
        assertThat(findings.claimProbe("work")).isTrue();
    }

    @Test
    void after_an_hour_one_caller_probes_again_and_until_then_nothing_is_taken_for_verified() {
        for (boolean verifies : new boolean[] {true, false}) {
            findings.record("masks", verifies);
            now += ChecksumFindings.VALID.toNanos() - 1;
            assertThat(findings.claimProbe("masks")).isFalse();
            now++;
            assertThat(findings.claimProbe("masks")).isTrue();
            assertThat(findings.claimProbe("masks")).isFalse();
            assertThat(findings.verifies("masks")).isFalse();
        }
    }
}
