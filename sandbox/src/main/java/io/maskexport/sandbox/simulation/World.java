package io.maskexport.sandbox.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import io.maskexport.contracts.Envelope;
import io.maskexport.contracts.Event;
import io.maskexport.worker.failure.Failure;

/** Everything that the processes of a run share. */
final class World {
    /** Longer than any process sleeps or any call is late. */
    static final Duration GRACE = Duration.ofHours(1);

    private static final long LOCK = 60 * Timeline.SECOND;
    private static final int MOST_DELIVERIES = 10;
    private static final long MOST_STEPS = 100_000;
    /** In ten seconds. */
    private static final int MOST_DENIED = 500;

    private final Scenario scenario;
    private final Protocol protocol;
    private final Faults faults;
    private final Trace trace;
    private final RandomGenerator luck;
    private final Timeline timeline = new Timeline(MOST_STEPS);
    private final Bucket bucket;
    private final Queue work;
    private final Queue control;
    private final List<Published> published = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private final Map<Fault, Integer> befell = new EnumMap<>(Fault.class);
    private boolean healed;
    private long deniedSince;
    private int denied;
    private int deaths;
    private int marksSpoilt;

    /** An event on its topic. */
    record Published(Event event, Envelope record) {}

    World(Scenario scenario, Protocol protocol, Faults faults, Trace trace, long seed) {
        this.scenario = scenario;
        this.protocol = protocol;
        this.faults = faults;
        this.trace = what -> trace.note(() -> time() + " " + what.get());
        this.luck = new SplittableRandom(seed);
        this.bucket = new Bucket(timeline, scenario.versionedEtags());
        this.work = new Queue(timeline, luck, LOCK, MOST_DELIVERIES);
        this.control = new Queue(timeline, luck, LOCK, Integer.MAX_VALUE);
    }

    Scenario scenario() {
        return scenario;
    }

    Protocol protocol() {
        return protocol;
    }

    Timeline timeline() {
        return timeline;
    }

    Bucket bucket() {
        return bucket;
    }

    /** Requests and tasks. */
    Queue work() {
        return work;
    }

    /** Cancellations. */
    Queue control() {
        return control;
    }

    RandomGenerator luck() {
        return luck;
    }

    Trace trace() {
        return trace;
    }

    /** What befalls the next call. */
    Fault fault(Operation operation) {
        var fault = healed ? Fault.NONE : faults.next(operation, timeline.now());
        if (fault != Fault.NONE) {
            befell.merge(fault, 1, Integer::sum);
        }
        return fault;
    }

    /** Why a call is denied that reaches the world now; empty when it is not. */
    Optional<Failure> denial(Operation operation, String what) {
        return Denial.Place.of(operation, what).filter(place -> isDenied(place, operation)).map(place -> {
            befell.merge(Fault.DENIED, 1, Integer::sum);
            countDenied();
            return place == Denial.Place.EVENTS
                    ? new Failure.DependencyDown(what + " is denied", null)
                    : new Failure.Terminal(Failure.Terminal.Kind.ACCESS_DENIED, what + " is denied", null);
        });
    }

    /** Whoever is denied waits before it asks again: all workers together ask some ten times a second. */
    private void countDenied() {
        if (timeline.now() - deniedSince > 10 * Timeline.SECOND) {
            deniedSince = timeline.now();
            denied = 0;
        }
        if (++denied == MOST_DENIED) {
            surprise("denied calls are repeated without a wait");
        }
    }

    private boolean isDenied(Denial.Place place, Operation operation) {
        return switch (scenario.denied()) {
            case DESTINATION -> place == Denial.Place.DESTINATION && operation.writes();
            case UPLOADS -> operation == Operation.UPLOADS;
            case NOTHING -> false;
        } || scenario.denials().stream().anyMatch(denial -> denial.denies(place, operation, timeline.now()));
    }

    /** The mark of an attempt was not written or deleted as it ought to have been. */
    void markSpoilt() {
        marksSpoilt++;
    }

    /** From now on nothing goes wrong. */
    void heal() {
        healed = true;
    }

    /** A process has died, or stood still and may be taken for dead. */
    void died() {
        deaths++;
    }

    int deaths() {
        return deaths;
    }

    /** How many marks of attempts were not written or deleted, or not in time. */
    int marksSpoilt() {
        return marksSpoilt;
    }

    Map<Fault, Integer> befell() {
        return befell;
    }

    void published(Event event, Envelope record) {
        published.add(new Published(event, record));
    }

    List<Published> published() {
        return published;
    }

    /** Something that must not happen. */
    void surprise(String what) {
        surprises.add(what);
    }

    List<String> surprises() {
        return surprises;
    }

    /** How long a call takes. */
    long latency() {
        long usual = 1 + luck.nextLong(scenario.pace());
        return luck.nextInt(16) == 0 ? usual * 20 : usual;
    }

    /** How late a call is that was given up. */
    long delay() {
        return 1L << luck.nextInt(10, 28);
    }

    /** How long a frozen process stands still: mostly until its locks have ended. */
    long sleep() {
        return (5 + luck.nextLong(luck.nextBoolean() ? 200 : 1_200)) * Timeline.SECOND;
    }

    /** How long it takes until a dead process has a successor. */
    long restart() {
        return luck.nextLong(30 * Timeline.SECOND);
    }

    private String time() {
        return "%12.6f".formatted(timeline.now() / (double) Timeline.SECOND);
    }
}
