package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.ExportAccepted;
import io.maskexport.contracts.ExportPlanned;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.IgnoredFields;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.Trace;
import io.maskexport.defect.DefectException;
import io.maskexport.worker.intake.Stop;
import io.maskexport.worker.intake.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What a worker does with requests, part tasks and cancellations. Each may come more than once, to several workers at a time,
 * and after its export has ended. Safe for many threads.
 */
public final class Exports {
    /** Task number of the planning itself. */
    private static final int PLANNING = 0;
    /**
     * Deliveries after which a record is sent anew before it is worked on: brokers drop a record silently after ten
     * deliveries, whatever the reason. Sending it anew may be tried as often as it was worked on.
     */
    private static final int MAX_DELIVERIES = 6;
    /** How long a slot waits for a record that is not due before it lets others pass. */
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

    private final Site site;
    private final Policy policy;
    private final Bounds bounds;
    private final Duration deadline;

    /** @param deadline how old a request may get before dependencies that are away make it fail */
    public Exports(Site site, Policy policy, Bounds bounds, Duration deadline) {
        this.site = site;
        this.policy = policy;
        this.bounds = bounds;
        this.deadline = deadline;
    }

    /** What is done with a record. */
    @FunctionalInterface
    public interface Receipt {
        Work.Outcome work() throws InterruptedException;
    }

    /**
     * Receives a record. One whose next try is not due yet, or that the broker is about to drop for being delivered too
     * often, goes to the end of its queue, so that others pass.
     */
    public Work.Outcome receive(Delivery delivery, Stop stop, Receipt receipt) throws InterruptedException {
        if (delivery.count() < MAX_DELIVERIES && !isEarly(delivery, stop)) {
            return stop.isTold() ? Work.Outcome.HAND_OVER : receipt.work();
        }
        LOG.debug("sent anew, for {}", delivery.notBefore());
        var sent = new Attempt(site, delivery, Instant.MAX, stop)
                .persist(() -> delivery.requeue().send(delivery.notBefore(), delivery.failures()));
        return sent == Work.Outcome.DONE ? Work.Outcome.PUT_OFF : sent;
    }

    private boolean isEarly(Delivery delivery, Stop stop) throws InterruptedException {
        var early = Duration.between(site.clock().instant(), delivery.notBefore());
        if (!early.isPositive()) {
            return false;
        }
        site.patience().await(early.compareTo(TURN) < 0 ? early : TURN, stop);
        return early.compareTo(TURN) > 0;
    }

    /** Works on a request: plans it, and does it or hands out its tasks. */
    public Work.Outcome export(ExportRequested request, IgnoredFields ignored, Trace trace, Delivery delivery,
            Stop stop)
            throws InterruptedException {
        var refusal = policy.refusal(request);
        if (refusal.isPresent()) {
            return reject(refusal.get(), trace, delivery, stop);
        }
        var ending = Ending.of(site, request, ignored, trace);
        var attempts = attempts(request.requestId(), PLANNING, delivery);
        return attempt(delivery, stop).run(() -> begin(ending, new Signals(attempts, stop)), ending, attempts);
    }

    /** Something that must be done, whatever it takes. */
    @FunctionalInterface
    public interface Duty {
        void run() throws IOException, InterruptedException;
    }

    /** Does a duty, in as many tries as it takes. */
    public Work.Outcome insist(Duty duty, Delivery delivery, Stop stop) throws InterruptedException {
        return new Attempt(site, delivery, Instant.MAX, stop).insist(duty::run);
    }

    /** Tells the sender that a request is refused. */
    public Work.Outcome reject(ExportRejected rejection, Trace trace, Delivery delivery, Stop stop)
            throws InterruptedException {
        return insist(() -> site.events().publish(rejection, trace), delivery, stop);
    }

    /** Works on a part task. */
    public Work.Outcome task(TaskMessage message, Delivery delivery, Stop stop) throws InterruptedException {
        var attempt = attempt(delivery, stop);
        var found = new AtomicReference<Plan>();
        var read = attempt.insist(() -> site.folder(message.requestId()).plan().ifPresent(found::set));
        var plan = found.get();
        if (read != Work.Outcome.DONE || plan == null || message.task() > plan.tasks()) {
            return read; // without a plan the export ended long ago, and was cleared away
        }
        plan.trace().id().ifPresent(id -> MDC.put("trace", id));
        var attempts = attempts(message.requestId(), message.task(), delivery);
        return attempt.run(() -> work(plan, message.task(), new Signals(attempts, stop)), Ending.of(site, plan),
                attempts);
    }

    /**
     * Ends an export, unless it has ended. A cancellation that cannot be carried out is refused, or, once it is decided,
     * told all the same.
     */
    public Work.Outcome cancel(CancelRequested cancel, Trace trace, Delivery delivery, Stop stop)
            throws InterruptedException {
        if (!policy.mayWrite(cancel.destination())) {
            return reject(new ExportRejected(cancel.requestId(), ReasonCode.FORBIDDEN_DESTINATION,
                    "writing there is not allowed", List.of()), trace, delivery, stop);
        }
        var cancellation = new Cancellation(site, cancel, trace);
        return attempt(delivery, stop).insist(cancellation::run, fails -> () -> cancellation.giveUp(fails),
                attempts(cancel.requestId(), PLANNING, delivery)::probe);
    }

    private Attempt attempt(Delivery delivery, Stop stop) {
        return new Attempt(site, delivery, delivery.origin().sent().plus(deadline), stop);
    }

    private void begin(Ending ending, Signals signals) throws IOException, InterruptedException, DefectException {
        var known = ending.folder().opening();
        if (known.isEmpty() && ending.answersAgain()) {
            return;
        }
        switch (known.isPresent() ? known.get() : plan(ending)) {
            case Unplanned unplanned -> ending.end(unplanned);
            case Plan plan when !plan.requestDigest().equals(ending.digest()) -> ending.conflict();
            case Plan plan -> {
                if (known.isEmpty() || !ending.settlement().repeat(ending.trace())) {
                    carryOut(plan, ending.trace(), signals);
                }
            }
        }
    }

    private void carryOut(Plan plan, Trace trace, Signals signals)
            throws IOException, InterruptedException, DefectException {
        site.events().publish(new ExportPlanned(plan.requestId(), plan.items(), plan.tasks()), trace);
        if (plan.fannedOut()) {
            for (int task = 1; task <= plan.tasks(); task++) {
                site.tasks().send(new TaskMessage(plan.requestId(), task));
            }
        } else {
            work(plan, 1, signals);
        }
    }

    private Opening plan(Ending ending) throws IOException, InterruptedException, DefectException {
        var request = ending.request();
        site.events().publish(ExportAccepted.of(request, ending.ignored()), ending.trace());
        var source = new BucketProject(site.store(), request.source());
        return ending.folder().settle(
                new Planner(ending.folder(), bounds).plan(request, ending.ignored(), ending.digest(), ending.trace(),
                        source));
    }

    private void work(Plan plan, int task, Signals signals) throws IOException, InterruptedException, DefectException {
        var folder = site.folder(plan.requestId());
        var settlement = new Settlement(site, plan.requestId(), plan.destination());
        if (settlement.resume(plan.trace())) {
            return;
        }
        var export = Export.open(site.store(), plan, folder);
        if (!folder.isDone(task)) {
            var checkpoint = new Checkpoint(site.clock(), settlement, signals.attempts(), signals.stop());
            new TaskRun(site, export, task, checkpoint).run();
        }
        var manifest = new Join(export).manifest();
        if (manifest.isPresent()) {
            settlement.end(manifest.get(), plan.trace());
        }
    }

    private Attempts attempts(String requestId, int task, Delivery delivery) {
        var id = new byte[8];
        site.random().nextBytes(id);
        return new Attempts(site, site.folder(requestId).attempts(task, delivery.origin().id()),
                HexFormat.of().formatHex(id));
    }

    /** What an attempt is told, and what it leaves. */
    private record Signals(Attempts attempts, Stop stop) {}
}
