package io.maskexport.contracts;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventWriterTest {
    static final List<ExportEvent> EVENTS = Samples.EVENTS;

    private static RecordEnvelope write(ExportEvent event) {
        return EventWriter.write(event, "/mask-export", TraceContext.NONE);
    }

    private static String id(ExportEvent event) {
        return write(event).header("ce_id").orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void what_is_written_is_read_again(ExportEvent event) throws Exception {
        assertThat(EventReader.read(write(event))).isEqualTo(event);
    }

    @Test
    void an_event_has_the_headers_of_binary_mode_and_none_of_time() {
        assertThat(EventWriter.write(new ExportPlanned("a1", 3, 1), "/mask-export", Samples.TRACE)).isEqualTo(
                new RecordEnvelope(Map.of("ce_specversion", "1.0", "ce_id", "a1:planned", "ce_type",
                        "io.maskexport.export.planned.v1", "ce_source", "/mask-export", "ce_subject", "a1",
                        "content-type", "application/json", "traceparent", Samples.TRACE.parent().orElseThrow(),
                        "tracestate", Samples.TRACE.state().orElseThrow()),
                        "{\"requestId\":\"a1\",\"items\":3,\"tasks\":1}".getBytes(UTF_8)));
    }

    @Test
    void ids_are_stable_and_differ_between_events() {
        assertThat(Samples.EVENTS.stream().map(EventWriterTest::id)).doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith(Samples.ID + ":"));
        assertThat(id(Samples.EVENTS.get(1))).isEqualTo(id(Samples.EVENTS.get(1)));
        assertThat(Stream.of(new PartCompleted("a", Samples.part(2)), new ExportProgressed("a", 3, 40, 50),
                new ExportCancelled("a", Samples.MANIFEST)).map(EventWriterTest::id))
                .containsExactly("a:part:2", "a:progress:3:40", "a:cancelled");
        assertThat(id(rejected("one", 0))).isNotEqualTo(id(rejected("other", 0)));
    }

    @Test
    void the_shortest_form_of_an_event_points_to_the_manifest_that_holds_the_rest() throws Exception {
        var whole = Samples.completed(50, 10, "x");
        var left = EventWriter.writeShort(whole, "urn:test", TraceContext.NONE);
        assertThat(left.headers()).isEqualTo(EventWriter.write(whole, "urn:test", TraceContext.NONE).headers());
        var read = (ExportCompleted) EventReader.read(left);
        assertThat(read.parts()).isEmpty();
        assertThat(read.partCount()).isEqualTo(50);
        assertThat(read.warnings().examples()).isEmpty();
        assertThat(read.warnings().total()).isEqualTo(whole.warnings().total());
        assertThat(read.manifest()).isEqualTo(whole.manifest());
    }

    @Test
    void an_event_is_never_too_large() throws Exception {
        assertThat(write(Samples.completed(1_000, 0, "")).value().length)
                .isLessThanOrEqualTo(ContractVersion.MAX_BYTES);

        var few = (ExportCompleted) EventReader.read(write(Samples.completed(350, 100, "x".repeat(300))));
        assertThat(few.parts()).hasSize(350);
        var many = (ExportCompleted) EventReader.read(write(Samples.completed(1_000, 100, "x".repeat(900))));
        assertThat(many.parts()).isEmpty();
        assertThat(many.partCount()).isEqualTo(1_000);
        assertThat(many.warnings().examples()).hasSize(100);
        var control = (ExportCompleted) EventReader.read(write(Samples.completed(5, 100, "\u0001".repeat(900))));
        assertThat(control.warnings().examples()).hasSize(25);
        assertThat(control.warnings().total()).isEqualTo(100);
    }

    @Test
    void lists_of_other_events_are_cut_and_say_how_long_they_were() throws Exception {
        var request = new ExportRequested("a1", Samples.REQUEST.source(), Samples.PROJECT,
                Collections.nCopies(400, "ü".repeat(1_000)), RenderChoices.DEFAULTS, Samples.REQUEST.destination(),
                ArchiveOptions.DEFAULTS);

        var accepted = (ExportAccepted) EventReader.read(write(ExportAccepted.of(request)));
        assertThat(accepted.datasets()).hasSize(100);
        assertThat(accepted.datasetCount()).isEqualTo(400);
        assertThat(((ExportRejected) EventReader.read(write(rejected("\u0001".repeat(5_000), 100)))).problems())
                .hasSize(25);
    }

    @Test
    void an_accepted_event_shows_a_dry_run_and_where_a_delta_starts_and_is_the_same_as_before_without_them()
            throws Exception {
        var accepted = (ExportAccepted) EventReader.read(write(ExportAccepted.of(Samples.REQUEST)));
        assertThat(accepted.since()).isEqualTo(Samples.REQUEST.since());
        assertThat(accepted.dryRun()).isTrue();

        var plain = new ExportRequested("a1", Samples.REQUEST.source(), Samples.PROJECT, List.of(),
                RenderChoices.DEFAULTS, Samples.REQUEST.destination(), ArchiveOptions.DEFAULTS);
        assertThat(new String(JsonRecords.write(ExportAccepted.of(plain)), UTF_8)).doesNotContain("since", "dryRun");
    }

    private static ExportRejected rejected(String detail, int problems) {
        return new ExportRejected("a1", ReasonCode.INVALID_OPTION, detail,
                Collections.nCopies(problems, new ExportRejected.FieldProblem("field", detail)));
    }

    @Test
    void a_detail_is_cut_between_characters() {
        var detail = rejected("x".repeat(998) + "😀" + "y".repeat(50), 0).detail();

        assertThat(detail).hasSize(999).endsWith("x…");
        assertThat(rejected("😀".repeat(500), 0).detail()).isEqualTo("😀".repeat(500));
    }

    @Test
    void a_later_version_of_an_event_is_read_as_far_as_it_is_known() throws Exception {
        var planned = Map.of("ce_specversion", "1.0", "ce_type", "io.maskexport.export.planned.v1");
        assertThat(EventReader.read(new RecordEnvelope(planned,
                "{\"requestId\":\"a1\",\"items\":3,\"tasks\":1,\"bytes\":[1]}".getBytes(UTF_8))))
                .isEqualTo(new ExportPlanned("a1", 3, 1));
        assertThat(EventReader.read(new RecordEnvelope(
                Map.of("ce_specversion", "1.0", "ce_type", "io.maskexport.export.failed.v1"),
                "{\"requestId\":\"a1\",\"reason\":\"SUN_SET\",\"detail\":\"x\"}".getBytes(UTF_8))))
                .isEqualTo(new ExportFailed("a1", ReasonCode.INTERNAL_ERROR, "x", null));
    }

    @Test
    void what_is_not_an_event_is_reported() {
        var json = "{\"requestId\":\"a1\",\"items\":3}".getBytes(UTF_8);
        assertThatThrownBy(() -> EventReader.read(RecordEnvelope.bare(json))).isInstanceOf(IOException.class)
                .hasMessageContaining("not a CloudEvent");
        for (var type : List.of("planned.v1", "planned.v2", "requested.v1")) {
            assertThatThrownBy(() -> EventReader.read(new RecordEnvelope(
                    Map.of("ce_specversion", "1.0", "ce_type", "io.maskexport.export." + type), json)))
                    .isInstanceOf(IOException.class);
        }
    }
}
