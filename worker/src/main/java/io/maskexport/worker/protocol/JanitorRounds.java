package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Gives each round of the janitor to one worker: the first to create the round's object in the work bucket. Time is cut into
 * intervals, and each has one round, so nothing has to expire: if the worker dies, another one has the next round. A worker
 * whose clock is wrong has rounds of its own, and two rounds at a time do no harm.
 */
public final class JanitorRounds {
    /** Folder of the rounds' objects; it is no request's id. */
    public static final String ROUNDS = ".janitor/";

    /** Objects of older rounds are deleted. Those of the last ones stay: clocks differ. */
    private static final int KEPT = 10;

    private final ObjectStore store;
    private final ObjectRef rounds;
    private final ProtocolPorts ports;
    private final Duration interval;

    /**
     * A round.
     *
     * @param number consecutive
     * @param until when it ends, at the latest
     */
    public record Round(long number, Instant until) {}

    public JanitorRounds(ProtocolPorts ports, Duration interval) {
        this.store = ports.store();
        this.rounds = ports.work().resolve(ROUNDS);
        this.ports = ports;
        this.interval = interval;
    }

    /** Claims the round of this time; empty if another worker has it, or this one had it. */
    public Optional<Round> claim() throws IOException {
        var now = ports.clock().instant();
        long number = now.toEpochMilli() / interval.toMillis();
        if (!store.putIfAbsent(round(number), ports.host().id().getBytes(UTF_8), "text/plain")) {
            return Optional.empty();
        }
        forget(number - KEPT);
        return Optional.of(new Round(number, now.plus(interval)));
    }

    private ObjectRef round(long number) {
        return rounds.resolve("%019d".formatted(number));
    }

    private void forget(long number) throws IOException {
        var oldest = round(number).key();
        var objects = store.list(rounds);
        while (objects.hasNext()) {
            ObjectInfo round = objects.next();
            if (round.ref().key().compareTo(oldest) < 0) {
                store.delete(round.ref());
            }
        }
    }
}
