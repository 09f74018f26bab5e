package io.maskexport.worker.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.archive.MemberGroup;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.Manifest.ManifestStatus;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.export.ExportListener.Stage;
import io.maskexport.export.RenderedItem;
import io.maskexport.render.MaskKind;
import io.maskexport.worker.failure.StepListener.TryResult;
import io.maskexport.worker.intake.IntakeListener.LockOutcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WorkerMetrics metrics = new WorkerMetrics(registry);

    @Test
    void every_series_is_there_from_the_start_at_zero() {
        assertThat(registry.scrape()).contains("mask_export_lock_renewals_total{outcome=\"lost\"} 0.0",
                "mask_export_defects_total{code=\"unknown_class\"} 0.0", "mask_export_hand_overs_total 0.0",
                "mask_export_stage_seconds_count{stage=\"render\"} 0",
                "mask_export_store_seconds_count{operation=\"upload\",outcome=\"ok\"} 0",
                "mask_export_request_seconds_bucket{outcome=\"done\",le=\"900.0\"} 0");
    }

    @Test
    void reported_events_are_counted() {
        metrics.renewed(LockOutcome.RENEWED);
        metrics.spent(Stage.RENDER, Duration.ofMillis(20));
        metrics.rendered(new RenderedItem(new MemberGroup("ds/img/a.png", List.of()), Map.of(MaskKind.INSTANCE, 3), 3,
                List.of()));
        metrics.size(WorkerMeter.PARTS, 1024);
        metrics.found(new Defect(DefectCode.BAD_CANVAS_SIZE, "too large", Optional.of(Limit.IMAGE_SIDE)));
        metrics.found(new Defect(DefectCode.BAD_CANVAS_SIZE, "not positive"));

        assertThat(registry.scrape()).contains("mask_export_lock_renewals_total{outcome=\"renewed\"} 1.0",
                "mask_export_stage_seconds_bucket{stage=\"render\",le=\"0.05\"} 1",
                "mask_export_items_total{outcome=\"clean\"} 1.0", "mask_export_masks_total{kind=\"instance\"} 3.0",
                "mask_export_defects_total{code=\"bad_canvas_size\"} 2.0",
                "mask_export_limit_hits_total{limit=\"image_side\"} 1.0",
                "mask_export_limit_hits_total{limit=\"image_pixels\"} 0.0", "mask_export_labels_total 3.0",
                "mask_export_parts_bytes_sum 1024.0");
    }

    @Test
    void the_scrape_holds_what_the_catalogue_names() {
        metrics.version("1.2.3");
        for (var meter : WorkerMeter.values()) {
            if (meter.kind() != WorkerMeter.MeterKind.GAUGE) {
                assertThat(registry.scrape()).contains("# TYPE " + meter.prometheusName().replaceAll("_total$", ""));
            }
        }
        assertThat(registry.scrape()).contains("mask_export_build_info{version=\"1.2.3\"} 1");
    }

    @Test
    void an_end_is_counted_with_its_outcome_and_the_reason_of_a_failure() {
        metrics.ended(Manifest.cancelled("a1", "", null));
        metrics.ended(new Manifest("a2", ManifestStatus.COMPLETED, "", null, null, null));
        metrics.ended(new Manifest("a3", ManifestStatus.FAILED, "",
                new Manifest.FailureReason(ReasonCode.ACCESS_DENIED, "no"), null, null));

        assertThat(endings()).contains("mask_export_endings_total{outcome=\"cancelled\",reason=\"none\"} 1.0",
                "mask_export_endings_total{outcome=\"completed\",reason=\"none\"} 1.0",
                "mask_export_endings_total{outcome=\"failed\",reason=\"ACCESS_DENIED\"} 1.0",
                "mask_export_endings_total{outcome=\"failed\",reason=\"INTERNAL_ERROR\"} 0.0");
    }

    @Test
    void no_bucket_is_more_than_two_and_a_half_times_the_one_before() {
        metrics.version("1.2.3");
        for (var histogram : List.of("request", "task", "wait", "stage", "store")) {
            var bounds = registry.scrape().lines()
                    .filter(line -> line.startsWith("mask_export_" + histogram + "_seconds_bucket"))
                    .map(line -> line.replaceAll(".*le=\"([^\"]*)\".*", "$1")).filter(le -> !le.equals("+Inf"))
                    .map(Double::valueOf).distinct().sorted().toList();
            assertThat(bounds).hasSizeGreaterThan(10);
            for (int i = 1; i < bounds.size(); i++) {
                assertThat(bounds.get(i) / bounds.get(i - 1)).as(histogram + bounds).isBetween(1.1, 2.501);
            }
        }
    }

    /** Alerts ask for these two. */
    @Test
    void waits_have_buckets_at_a_quarter_and_at_half_an_hour() {
        assertThat(registry.scrape()).contains("mask_export_wait_seconds_bucket{kind=\"request\",le=\"900.0\"} 0",
                "mask_export_wait_seconds_bucket{kind=\"request\",le=\"1800.0\"} 0");
    }

    @Test
    void tries_are_counted_by_operation_and_result() {
        metrics.tried("put if absent s3://a/b", TryResult.OK);
        metrics.tried("put s3://a/b", TryResult.THROTTLED);
        metrics.tried("put s3://a/b", TryResult.OK);
        metrics.tried("upload S3 part 3 of s3://a/b", TryResult.DENIED);
        metrics.tried("list uploads below s3://a/b", TryResult.INVALID);
        metrics.tried("something new", TryResult.OK);

        assertThat(registry.scrape()).contains(
                "mask_export_store_tries_total{operation=\"put_if_absent\",result=\"ok\"} 1.0",
                "mask_export_store_tries_total{operation=\"put\",result=\"throttled\"} 1.0",
                "mask_export_store_tries_total{operation=\"put\",result=\"ok\"} 1.0",
                "mask_export_store_tries_total{operation=\"upload\",result=\"denied\"} 1.0",
                "mask_export_store_tries_total{operation=\"list\",result=\"invalid\"} 1.0",
                "mask_export_store_tries_total{operation=\"copy\",result=\"refused\"} 0.0");
    }

    @Test
    void only_failures_have_a_reason() {
        assertThat(endings()).hasSize(3 + ReasonCode.values().length)
                .filteredOn(line -> line.contains("reason=\"none\""))
                .containsExactlyInAnyOrder("mask_export_endings_total{outcome=\"cancelled\",reason=\"none\"} 0.0",
                        "mask_export_endings_total{outcome=\"completed\",reason=\"none\"} 0.0",
                        "mask_export_endings_total{outcome=\"planned\",reason=\"none\"} 0.0");
    }

    private List<String> endings() {
        return registry.scrape().lines().filter(line -> line.startsWith("mask_export_endings_total{")).toList();
    }

    /** If it fails, copy what it found into docs/metrics.md. */
    @Test
    void the_documented_table_is_the_catalogue() throws Exception {
        assertThat(Files.readString(Path.of("../docs/metrics.md"))).contains(MetricsTables.markdown());
    }
}
