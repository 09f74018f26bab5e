package io.maskexport.worker.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.work.StopSignal;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one record at a time and holds it while it is processed. Owns one consumer, on one thread. */
abstract sealed class IntakeSlot permits ShareSlot, GroupSlot {
    static final Duration POLL = Duration.ofMillis(500);
    static final Duration COMMIT = Duration.ofSeconds(10);
    private static final Duration REOPEN = Duration.ofSeconds(5);
    private static final Duration REOPEN_AT_MOST = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(IntakeSlot.class);

    final Map<String, Object> properties;
    final String topic;
    final RunningJobs jobs;
    final IntakeListener listener;
    private final StopSignal draining = new StopSignal();
    private final Thread thread;
    private final TopicTurns turns;
    private TopicTurns.@Nullable Turn turn;
    private volatile Instant lastTurn = Instant.now();
    private volatile boolean joined;

    IntakeSlot(Map<String, Object> properties, String topic, TopicTurns turns, RunningJobs jobs,
            IntakeListener listener) {
        this.properties = Map.copyOf(properties);
        this.topic = topic;
        this.turns = turns;
        this.jobs = jobs;
        this.listener = listener;
        thread = Thread.ofPlatform().name(String.valueOf(properties.get("client.id"))).unstarted(this::run);
    }

    /** Opens a consumer and serves it until the slot is draining and holds nothing. */
    abstract void serve() throws InterruptedException;

    void start() {
        thread.start();
    }

    /** Takes no new records; a held record is kept until its job ends. */
    void drain() {
        draining.handOver();
    }

    boolean isDraining() {
        return draining.isStopRequested();
    }

    void join(Duration time) throws InterruptedException {
        thread.join(time);
    }

    /** When the loop last ran. */
    Instant lastTurn() {
        return lastTurn;
    }

    /** Whether the broker answers this consumer as a group member. */
    boolean isJoined() {
        return joined;
    }

    /** Whether this topic takes turns with others. */
    boolean takesTurns() {
        return turns.shares(topic);
    }

    /** Waits for the topic's turn, unless this slot has it or the topic takes no turns; false if it does not come in time. */
    boolean takeTurn(Duration time) throws InterruptedException {
        if (turn == null && takesTurns()) {
            turn = turns.take(topic, time).orElse(null);
            return turn != null;
        }
        return true;
    }

    boolean hasTurn() {
        return turn != null;
    }

    /** Gives the turn to another slot. */
    void endTurn() {
        if (turn != null) {
            turn.close();
            turn = null;
        }
    }

    /** Called once per loop iteration. */
    void turned(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        lastTurn = Instant.now();
        joined = metrics.get().entrySet().stream()
                .anyMatch(m -> m.getKey().name().equals("last-heartbeat-seconds-ago")
                        && m.getValue().metricValue() instanceof Number age && age.doubleValue() >= 0);
        jobs.forgetOld();
    }

    /**
     * Finds the record's job or starts it; empty if no place is free in time. A slot has none while a job runs here whose record
     * the broker took back.
     */
    Optional<RecordJob> attend(ConsumerRecord<byte[], byte[]> record, Duration patience) throws InterruptedException {
        boolean known = jobs.isKnown(record);
        var job = jobs.attachOrStart(record, patience);
        if (job.isPresent() && !known && deliveries(record) > 1) {
            listener.redelivered();
        }
        return job;
    }

    /** How often the broker has delivered a record; 1 if it does not say. */
    static int deliveries(ConsumerRecord<byte[], byte[]> record) {
        return record.deliveryCount().orElse((short) 1);
    }

    private void run() {
        var pause = REOPEN;
        while (!isDraining()) {
            try {
                serve();
            } catch (InterruptedException | InterruptException e) {
                LOG.warn("{} was interrupted", thread.getName(), e);
                return;
            } catch (RuntimeException e) {
                pause = joined ? REOPEN : pause;
                LOG.warn("{} restarts in {} s: {}", thread.getName(), pause.toSeconds(), FailureWording.of(e),
                        e instanceof KafkaException ? null : e);
                joined = false;
                endTurn();
                pause(pause);
                pause = longer(pause);
            } finally {
                endTurn();
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(REOPEN_AT_MOST) < 0 ? twice : REOPEN_AT_MOST;
    }

    private void pause(Duration pause) {
        try {
            Sleeper.REAL.sleep(pause, draining);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
