package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.TraceContext;
import io.maskexport.defect.DefectException;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.plan.BucketProject;
import io.maskexport.worker.plan.DryRun;
import io.maskexport.worker.plan.EndedUnplanned;
import io.maskexport.worker.plan.ExportDecision;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.Plan;
import io.maskexport.worker.plan.PlannedExport;
import io.maskexport.worker.plan.Planner;
import io.maskexport.worker.plan.TaskLimits;
import io.maskexport.worker.tracing.SpanAttribute;
import io.maskexport.worker.tracing.SpanName;
import io.maskexport.worker.tracing.TraceSpan;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Processes requests, part tasks and cancellations. Each may arrive more than once, at several workers at a time, and after
 * its export has ended. Thread-safe.
 */
public final class ExportProtocol {
    /** Task number of the planning itself. */
    private static final int PLANNING = 0;
    /**
     * Deliveries after which a record is sent again before it is processed: brokers silently drop a record after ten
     * deliveries, whatever the reason.
     */
    private static final int MAX_DELIVERIES = 6;
    /** How long a slot waits for a record that is not due before it lets others pass. */
    private static final Duration MAX_EARLY_WAIT = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ExportProtocol.class);

    private final ProtocolPorts ports;
    private final AccessPolicy policy;
    private final TaskLimits taskLimits;
    private final Duration deadline;
    private final Duration denial;
    private final TenantPlaces places;

    /**
     * @param deadline age of a request after which an outage makes it fail
     * @param denial how long source or destination must deny access before a request fails
     */
    public ExportProtocol(ProtocolPorts ports, AccessPolicy policy, TaskLimits taskLimits, Duration deadline,
            Duration denial) {
        this.ports = ports;
        this.policy = policy;
        this.taskLimits = taskLimits;
        this.deadline = deadline;
        this.denial = denial;
        this.places = new TenantPlaces(ports, policy.inFlight(), deadline, denial);
    }

    /** What this build of the worker knows. */
    public KnownFeatures known() {
        return ports.known();
    }

    /** Processes a record. */
    @FunctionalInterface
    public interface RecordReceipt {
        WorkOutcome work() throws InterruptedException;
    }

    /**
     * Receives a record. If its next attempt is not due yet, or the broker is about to drop it after too many deliveries,
     * it goes to the end of its queue, so that others can pass.
     */
    public WorkOutcome receive(DeliveredRecord delivery, StopSignal stop, RecordReceipt receipt)
            throws InterruptedException {
        if (delivery.count() < MAX_DELIVERIES && !isEarly(delivery, stop)) {
            return stop.isStopRequested() ? WorkOutcome.HAND_OVER : receipt.work();
        }
        LOG.debug("sent again, not before {}", delivery.notBefore());
        var sent = new AttemptLoop(ports, delivery, Instant.MAX, denial, stop)
                .insistHere(() -> delivery.requeue().send(delivery.notBefore(), delivery.failed()));
        return sent == WorkOutcome.DONE ? WorkOutcome.PUT_OFF : sent;
    }

    private boolean isEarly(DeliveredRecord delivery, StopSignal stop) throws InterruptedException {
        var early = Duration.between(ports.clock().instant(), delivery.notBefore());
        if (!early.isPositive()) {
            return false;
        }
        ports.sleeper().sleep(early.compareTo(MAX_EARLY_WAIT) < 0 ? early : MAX_EARLY_WAIT, stop);
        return early.compareTo(MAX_EARLY_WAIT) > 0;
    }

    /** Processes a request: plans it, then renders it or sends its tasks. */
    public WorkOutcome export(ExportRequested request, IgnoredFields ignored, TraceContext trace,
            DeliveredRecord delivery,
            StopSignal stop)
            throws InterruptedException {
        var refusal = policy.refusal(request);
        if (refusal.isPresent()) {
            return reject(refusal.get(), trace, delivery, stop);
        }
        return places.during(request, trace, delivery, stop, () -> {
            var ending = ExportEnding.of(ports, request, ignored, trace);
            var marks = attemptMarks(request.requestId(), PLANNING, delivery);
            return attemptLoop(delivery, stop).run(() -> makeOrAnswer(ending, new AttemptSignals(marks, stop)), ending,
                    marks);
        });
    }

    /** A mandatory step. */
    @FunctionalInterface
    public interface RequiredStep {
        void run() throws IOException, InterruptedException;
    }

    /** Repeats a mandatory step until it succeeds. */
    public WorkOutcome insist(RequiredStep duty, DeliveredRecord delivery, StopSignal stop)
            throws InterruptedException {
        return new AttemptLoop(ports, delivery, Instant.MAX, denial, stop).insist(duty::run);
    }

    /** Leaves a task to a worker of another version, unless its export ended long ago and its records were deleted. */
    public WorkOutcome leave(NotUnderstood why, DeliveredRecord delivery, StopSignal stop) throws InterruptedException {
        return insist(() -> {
            if (!ports.folder(why.export()).isEmpty()) {
                throw why;
            }
        }, delivery, stop);
    }

    /** Tells the sender that a request is refused. */
    public WorkOutcome reject(ExportRejected rejection, TraceContext trace, DeliveredRecord delivery, StopSignal stop)
            throws InterruptedException {
        return insist(() -> ports.events().publish(rejection, trace), delivery, stop);
    }

    /** Processes a part task. */
    public WorkOutcome task(TaskMessage message, DeliveredRecord delivery, StopSignal stop)
            throws InterruptedException {
        var loop = attemptLoop(delivery, stop);
        var found = new AtomicReference<Plan>();
        var read = loop.insist(() -> ports.folder(message.requestId()).plan().ifPresent(found::set));
        var plan = found.get();
        if (read != WorkOutcome.DONE || plan == null || message.task() > plan.tasks()) {
            return read; // without a plan, the export ended long ago and its records were deleted
        }
        TraceSpan.current().contextOr(plan.trace()).id().ifPresent(id -> MDC.put("trace", id));
        var marks = attemptMarks(message.requestId(), message.task(), delivery);
        var done = loop.run(() -> work(plan, message.task(), new AttemptSignals(marks, stop)),
                ExportEnding.of(ports, plan),
                marks);
        places.release(plan.request());
        return done;
    }

    /**
     * Cancels an export that has not ended. A cancellation that cannot be recorded is refused; a recorded one is always
     * announced.
     */
    public WorkOutcome cancel(CancelRequested cancel, TraceContext trace, DeliveredRecord delivery, StopSignal stop)
            throws InterruptedException {
        if (!policy.mayWrite(cancel.destination())) {
            return reject(new ExportRejected(cancel.requestId(), ReasonCode.FORBIDDEN_DESTINATION,
                    "the policy does not allow requests to write there", List.of()), trace, delivery, stop);
        }
        var cancellation = new Cancellation(ports, cancel, trace);
        return attemptLoop(delivery, stop).insist(cancellation::run, cancellation::giveUp,
                attemptMarks(cancel.requestId(), PLANNING, delivery)::probe);
    }

    private AttemptLoop attemptLoop(DeliveredRecord delivery, StopSignal stop) {
        return new AttemptLoop(ports, delivery, delivery.origin().sent().plus(deadline), denial, stop);
    }

    private void makeOrAnswer(ExportEnding ending, AttemptSignals signals)
            throws IOException, InterruptedException, DefectException {
        var known = ending.folder().decision();
        if (known.isEmpty() && ending.answersAgain()) {
            return;
        }
        switch (known.isPresent() ? known.get() : plan(ending)) {
            case EndedUnplanned unplanned -> ending.end(unplanned);
            case Plan plan when !plan.requestDigest().equals(ending.digest()) -> ending.conflict();
            case Plan plan -> {
                if (known.isEmpty() || !ending.manifestCommit().announceAgain(ending.trace())) {
                    carryOut(plan, ending.trace(), signals);
                }
            }
        }
    }

    private void carryOut(Plan plan, TraceContext trace, AttemptSignals signals)
            throws IOException, InterruptedException, DefectException {
        ports.events().publish(new ExportPlanned(plan.requestId(), plan.items(), plan.tasks()), trace);
        if (plan.fannedOut()) {
            ports.tasks().sendAll(IntStream.rangeClosed(1, plan.tasks())
                    .mapToObj(task -> new TaskMessage(plan.requestId(), task, plan.request().tenant(), plan.required()))
                    .toList());
        } else {
            work(plan, 1, signals);
        }
    }

    private ExportDecision plan(ExportEnding ending) throws IOException, InterruptedException, DefectException {
        var request = ending.request();
        ports.events().publish(ExportAccepted.of(request, ending.ignored()), ending.trace());
        try (var span = TraceSpan.current().child(SpanName.PLAN)) {
            try {
                var decision = decision(ending, request);
                if (decision instanceof Plan plan) {
                    span.with(SpanAttribute.ITEMS, plan.items()).with(SpanAttribute.TASKS, plan.tasks());
                }
                return decision;
            } catch (Exception e) {
                span.failed(e);
                throw e;
            }
        }
    }

    private ExportDecision decision(ExportEnding ending, ExportRequested request)
            throws IOException, InterruptedException, DefectException {
        var source = new BucketProject(ports.store(), request.source(), taskLimits.limits());
        try (var steps = ports.host().sideSteps()) {
            if (request.onlyPlans()) {
                var manifest = new DryRun(policy::mayReadEarlier).manifest(ending.folder(), taskLimits, steps, request,
                        ending.ignored(),
                        ending.digest(), source);
                return ending.folder().recordDecision(EndedUnplanned.of(ending.destination(), manifest, ending.trace(),
                        ending.folder().needs(request)));
            }
            return ending.folder()
                    .recordDecision(new Planner(ending.folder(), policy::mayReadEarlier, taskLimits, steps)
                            .plan(request, ending.ignored(), ending.digest(), ending.trace(), source));
        }
    }

    private void work(Plan plan, int task, AttemptSignals signals)
            throws IOException, InterruptedException, DefectException {
        var folder = ports.folder(plan.requestId());
        var manifestCommit = new ManifestCommit(ports, plan.requestId(), plan.destination());
        if (manifestCommit.announceIfEnded(plan.trace())) {
            return;
        }
        var export = PlannedExport.open(ports.store(), plan, folder);
        if (!folder.isDone(task)) {
            var stopCheck = new StopCheck(ports.clock(), manifestCommit, signals.marks(), signals.stop());
            new TaskRun(ports, export, task, stopCheck).run();
        }
        var manifest = new Join(export).manifest(task);
        if (manifest.isPresent()) {
            manifestCommit.commit(manifest.get(), plan.trace());
        }
    }

    private AttemptMarks attemptMarks(String requestId, int task, DeliveredRecord delivery) {
        return new AttemptMarks(ports, ports.folder(requestId).attempts(task, delivery.origin().id()),
                ports.randomId());
    }

    /** The stop signal of an attempt, and its marks. */
    private record AttemptSignals(AttemptMarks marks, StopSignal stop) {}
}
