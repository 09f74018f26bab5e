package io.maskexport.worker.protocol;

import java.util.List;

import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.ObjectLocation;
import io.maskexport.contracts.ProjectName;
import io.maskexport.contracts.RenderChoices;
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

    @ParameterizedTest
    @CsvSource({"projects, old/manifest.json, true", "exports, team-a/old/manifest.json, true",
        "exports, team-b/old/manifest.json, false", "exports, manifest.json, false", "work, manifest.json, false"})
    void an_earlier_export_is_read_where_exports_are_read_or_written(String bucket, String key, boolean allowed) {
        var request = new ExportRequested("new", new BucketLocation("projects", ""), new ProjectName(7, "x"), List.of(),
                RenderChoices.DEFAULTS, new BucketLocation("exports", "team-a/"), ArchiveOptions.DEFAULTS, null, null,
                null, null, new ObjectLocation(bucket, key), null);

        assertThat(POLICY.refusal(request).isEmpty()).isEqualTo(allowed);
    }
}
