package io.maskexport.worker.protocol;

import java.util.List;

import io.maskexport.contracts.BucketLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessPolicyTest {
    private static final AccessPolicy POLICY = new AccessPolicy(List.of("projects"),
            List.of("exports/team-a", "drop/in/"));

    @ParameterizedTest
    @CsvSource({"exports, team-a/", "exports, team-a", "exports, team-a/2026/", "drop, in/", "drop, in/deep/er/"})
    void below_a_named_place_everything_is_allowed(String bucket, String prefix) {
        assertThat(POLICY.mayWrite(new BucketLocation(bucket, prefix))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"exports, ''", "exports, team-ab/", "exports, team-/", "exports, Team-a/", "exports, team-a%2f/",
        "exports, /team-a/", "exports, x/team-a/", "Exports, team-a/", "exports2, team-a/", "export, team-a/",
        "drop, ''", "drop, inn/", "projects, ''", "'*', ''", "other, exports/team-a/"})
    void all_else_is_denied(String bucket, String prefix) {
        assertThat(POLICY.mayWrite(new BucketLocation(bucket, prefix))).isFalse();
    }

    @Test
    void who_names_nothing_denies_everything() {
        assertThat(new AccessPolicy(List.of(), List.of()).mayWrite(new BucketLocation("exports", ""))).isFalse();
        assertThat(new AccessPolicy(List.of("*"), List.of()).mayWrite(new BucketLocation("exports", ""))).isFalse();
    }

    @Test
    void a_star_is_every_bucket() {
        assertThat(new AccessPolicy(List.of(), List.of("*")).mayWrite(new BucketLocation("exports", "anything/")))
                .isTrue();
    }
}
