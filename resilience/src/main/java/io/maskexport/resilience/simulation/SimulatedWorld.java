package io.maskexport.resilience.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.worker.failure.Failure;

/** The state that all processes of a run share. */
final class SimulatedWorld {
    /** Longer than any freeze and any late call. */
    static final Duration GRACE = Duration.ofHours(1);

    private static final long LOCK = 60 * Scheduler.SECOND;
    private static final int MAX_DELIVERIES = 10;
    private static final long MAX_STEPS = 100_000;
    /** In ten seconds. */
    private static final int MAX_DENIED_CALLS = 500;

    private final Scenario scenario;
    private final ProtocolVariant protocol;
    private final FaultSource faults;
    private final RunTrace trace;
    private final RandomGenerator random;
    private final Scheduler scheduler = new Scheduler(MAX_STEPS);
    private final SimulatedBucket bucket;
    private final SimulatedQueue work;
    private final SimulatedQueue control;
    private final List<PublishedEvent> published = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final OverlappingAttempts requestAttempts = new OverlappingAttempts();
    private final Map<CallFault, Integer> faultCounts = new EnumMap<>(CallFault.class);
    private boolean healed;
    private long deniedSince;
    private int denied;
    private int deaths;
    private int marksSpoilt;

    /** An event on its topic. */
    record PublishedEvent(ExportEvent event, RecordEnvelope record) {}

    SimulatedWorld(Scenario scenario, ProtocolVariant protocol, FaultSource faults, RunTrace trace, long seed) {
        this.scenario = scenario;
        this.protocol = protocol;
        this.faults = faults;
        this.trace = what -> trace.note(() -> time() + " " + what.get());
        this.random = new SplittableRandom(seed);
        this.bucket = new SimulatedBucket(scheduler, scenario.versionedEtags(),
                new QuotaAudit(scenario.inFlight(), requestAttempts, violations::add)::written);
        this.work = new SimulatedQueue(scheduler, random, LOCK, MAX_DELIVERIES);
        this.control = new SimulatedQueue(scheduler, random, LOCK, Integer.MAX_VALUE);
    }

    Scenario scenario() {
        return scenario;
    }

    ProtocolVariant protocol() {
        return protocol;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    SimulatedBucket bucket() {
        return bucket;
    }

    /** Requests and tasks. */
    SimulatedQueue work() {
        return work;
    }

    /** Cancellations. */
    SimulatedQueue control() {
        return control;
    }

    OverlappingAttempts requestAttempts() {
        return requestAttempts;
    }

    RandomGenerator random() {
        return random;
    }

    RunTrace trace() {
        return trace;
    }

    /** The fault of the next call. */
    CallFault fault(WorkerCall operation) {
        var fault = healed ? CallFault.NONE : faults.next(operation, scheduler.now());
        if (fault != CallFault.NONE) {
            faultCounts.merge(fault, 1, Integer::sum);
        }
        return fault;
    }

    /** Why a call at this time is denied; empty if it is not. */
    Optional<Failure> denial(WorkerCall operation, String what) {
        return AccessDenial.DeniedPlace.of(operation, what).filter(place -> isDenied(place, operation)).map(place -> {
            faultCounts.merge(CallFault.DENIED, 1, Integer::sum);
            countDenied();
            return place == AccessDenial.DeniedPlace.EVENTS
                    ? new Failure.DependencyDown(what + " is denied", null)
                    : new Failure.Terminal(Failure.Terminal.TerminalKind.ACCESS_DENIED, what + " is denied", null);
        });
    }

    /** Denied workers must wait before they retry: together they may call about ten times a second. */
    private void countDenied() {
        if (scheduler.now() - deniedSince > 10 * Scheduler.SECOND) {
            deniedSince = scheduler.now();
            denied = 0;
        }
        if (++denied == MAX_DENIED_CALLS) {
            reportViolation("denied calls are repeated without a wait");
        }
    }

    private boolean isDenied(AccessDenial.DeniedPlace place, WorkerCall operation) {
        return switch (scenario.denied()) {
            case DESTINATION -> place == AccessDenial.DeniedPlace.DESTINATION && operation.writes();
            case UPLOADS -> operation == WorkerCall.UPLOADS;
            case NOTHING -> false;
        } || scenario.denials().stream().anyMatch(denial -> denial.denies(place, operation, scheduler.now()));
    }

    /** The mark of an attempt was not written or deleted as it should have been. */
    void markSpoilt() {
        marksSpoilt++;
    }

    /** Ends all faults. */
    void heal() {
        healed = true;
    }

    /** A process died, or froze so long that it may count as dead. */
    void died() {
        deaths++;
    }

    int deaths() {
        return deaths;
    }

    /** Number of marks of attempts that were not written or deleted in time. */
    int marksSpoilt() {
        return marksSpoilt;
    }

    Map<CallFault, Integer> faultCounts() {
        return faultCounts;
    }

    /** A process has decided how an export ends. */
    void ended(Manifest end) {
        if (!ended.add(end.requestId())) {
            reportViolation("an end is counted twice: " + end.requestId());
        }
    }

    boolean isEnded(String requestId) {
        return ended.contains(requestId);
    }

    void published(ExportEvent event, RecordEnvelope record) {
        published.add(new PublishedEvent(event, record));
    }

    List<PublishedEvent> published() {
        return published;
    }

    /** Records a violation. */
    void reportViolation(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return violations;
    }

    /** Duration of a call. */
    long latency() {
        long usual = 1 + random.nextLong(scenario.pace());
        return random.nextInt(16) == 0 ? usual * 20 : usual;
    }

    /** Delay of a call that its caller gave up. */
    long delay() {
        return 1L << random.nextInt(10, 28);
    }

    /** Duration of a freeze: mostly until its locks have expired. */
    long freezeTime() {
        return (5 + random.nextLong(random.nextBoolean() ? 200 : 1_200)) * Scheduler.SECOND;
    }

    /** Time until a dead process is replaced. */
    long restart() {
        return random.nextLong(30 * Scheduler.SECOND);
    }

    private String time() {
        return "%12.6f".formatted(scheduler.now() / (double) Scheduler.SECOND);
    }
}
