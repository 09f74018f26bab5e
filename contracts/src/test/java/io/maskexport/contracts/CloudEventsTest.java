package io.maskexport.contracts;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The CloudEvents SDK reads our messages, and we read its messages. */
class CloudEventsTest {
    static final List<ExportEvent> EVENTS = Samples.EVENTS;

    private static CloudEvent bySdk(RecordEnvelope envelope) {
        var headers = new RecordHeaders();
        envelope.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return KafkaMessageFactory.createReader(headers, envelope.value()).toEvent();
    }

    private static RecordEnvelope bySdk(CloudEvent event, Encoding encoding) {
        var headers = new RecordHeaders();
        try (var serializer = new CloudEventSerializer()) {
            serializer.configure(Map.of(CloudEventSerializer.ENCODING_CONFIG, encoding,
                    CloudEventSerializer.EVENT_FORMAT_CONFIG, JsonFormat.CONTENT_TYPE), false);
            var value = serializer.serialize("topic", headers, event);
            return new RecordEnvelope(map(headers), value);
        }
    }

    private static Map<String, String> map(Headers headers) {
        var map = new HashMap<String, String>();
        headers.forEach(header -> map.put(header.key(), new String(header.value(), UTF_8)));
        return map;
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void the_sdk_reads_our_events(ExportEvent event) throws Exception {
        var written = EventWriter.write(event, "/mask-export/a%20b", Samples.TRACE);
        var read = bySdk(written);

        assertThat(read.getSpecVersion().toString()).isEqualTo("1.0");
        assertThat(read.getType()).isEqualTo(MessageType.of(event).wire());
        assertThat(read.getSource()).isEqualTo(URI.create("/mask-export/a%20b"));
        assertThat(read.getSubject()).isEqualTo(event.requestId());
        assertThat(read.getId()).isEqualTo(written.headers().get("ce_id"));
        assertThat(read.getTime()).isNull();
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(JsonRecords.read(Objects.requireNonNull(read.getData()).toBytes(), event.getClass()))
                .isEqualTo(event);
    }

    private static CloudEvent command(ExportCommand command) {
        return CloudEventBuilder.v1().withId("1").withSource(URI.create("/shop")).withSubject(command.requestId())
                .withType(MessageType.of(command).wire())
                .withExtension("traceparent", Samples.TRACE.parent().orElseThrow())
                .withExtension("tracestate", Samples.TRACE.state().orElseThrow())
                .withData("application/json", JsonRecords.write(command)).build();
    }

    @ParameterizedTest
    @EnumSource
    void we_read_what_the_sdk_writes(Encoding encoding) {
        for (var command : List.of(Samples.REQUEST, Samples.CANCELLATION)) {
            assertThat(CommandReader.read(bySdk(command(command), encoding)))
                    .isEqualTo(new CommandResult.ValidCommand(command, Samples.TRACE));
        }
    }

    @Test
    void a_structured_event_is_read_too() throws Exception {
        var event = CloudEventBuilder.v1(bySdk(EventWriter.write(EVENTS.get(5), "/mask-export", TraceContext.NONE)))
                .build();

        assertThat(EventReader.read(bySdk(event, Encoding.STRUCTURED))).isEqualTo(EVENTS.get(5));
    }
}
