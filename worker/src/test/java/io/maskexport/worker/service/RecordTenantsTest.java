package io.maskexport.worker.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.fairness.QueuedRecord;
import io.maskexport.worker.plan.RecordNeeds;
import io.maskexport.worker.protocol.TaskMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class RecordTenantsTest {
    private static final String REQUEST = """
            {"version": 1, "requestId": "a1", "source": {"bucket": "images"}, "project": {"id": 7, "name": "x"},
             "destination": {"bucket": "exports"}%s}""";

    private final RecordTenants tenants = new RecordTenants("tasks");

    private Optional<QueuedRecord> read(String topic, byte[] value) {
        return tenants.read(new ConsumerRecord<>(topic, 0, 5, null, value));
    }

    @Test
    void a_request_has_the_tenant_that_it_names() {
        assertThat(read("requests", REQUEST.formatted(", \"tenant\": \"team-1\"").getBytes(UTF_8)))
                .contains(new QueuedRecord("team-1", Instant.EPOCH));
        assertThat(read("requests", REQUEST.formatted("").getBytes(UTF_8)))
                .contains(new QueuedRecord(QueuedRecord.COMMON, Instant.EPOCH));
    }

    @Test
    void a_task_has_the_tenant_of_its_request() {
        assertThat(read("tasks", new TaskMessage("a1", 3, "team-1", RecordNeeds.NONE).json()))
                .contains(new QueuedRecord("team-1", Instant.EPOCH));
        assertThat(read("tasks", "{\"requestId\": \"a1\", \"task\": 3}".getBytes(UTF_8)))
                .contains(new QueuedRecord(QueuedRecord.COMMON, Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{\"requestId\": \"a1\", \"destination\": {\"bucket\": \"exports\"}}",
        "{\"version\": 1, \"requestId\": \"a1\", \"source\": {}, \"tenant\": \"team-1\"}"})
    void what_is_no_request_or_task_needs_no_turn(String value) {
        assertThat(read("requests", value.getBytes(UTF_8))).isEmpty();
        assertThat(read("tasks", "no json".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void a_copy_that_was_put_off_is_not_due_before_its_time() {
        var due = Instant.now().plusSeconds(40).truncatedTo(ChronoUnit.MILLIS);
        var record = new ConsumerRecord<byte[], byte[]>("requests", 0, 5L, 7L, TimestampType.CREATE_TIME, 0, 0, null,
                REQUEST.formatted("").getBytes(UTF_8), new RecordHeaders(), Optional.empty());
        var copy = OriginHeader.copy(record, due, FailedAttempts.NONE);
        copy.headers().forEach(record.headers()::add);

        assertThat(tenants.read(record)).contains(new QueuedRecord(QueuedRecord.COMMON, due));
        assertThat(OriginHeader.copy(record).headers()).containsExactlyElementsOf(record.headers());
    }
}
