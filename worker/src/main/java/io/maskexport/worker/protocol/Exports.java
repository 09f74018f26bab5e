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
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.Trace;
import io.maskexport.defect.DefectException;
import io.maskexport.worker.intake.Stop;
import io.maskexport.worker.intake.Work;
import org.slf4j.MDC;

/**
 * What a worker does with requests, part tasks and cancellations. Each may come more than once, to several workers at a time,
 * and after its export has ended. Safe for many threads.
 */
public final class Exports {
    /** Task number of the planning itself. */
    private static final int PLANNING = 0;

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

    /**
     * Works on a request: plans it, and does it or hands out its tasks.
     *
     * @param origin the record of the request
     */
    public Work.Outcome export(ExportRequested request, Trace trace, Origin origin, Stop stop)
            throws InterruptedException {
        var refusal = policy.refusal(request);
        if (refusal.isPresent()) {
            return reject(refusal.get(), trace, stop);
        }
        var ending = Ending.of(site, request, trace);
        var attempts = attempts(request.requestId(), PLANNING, origin);
        return new Attempt(site, origin.sent().plus(deadline), stop)
                .run(() -> begin(ending, new Signals(attempts, stop)), ending, attempts);
    }

    /** Something that must be done, whatever it takes. */
    @FunctionalInterface
    public interface Duty {
        void run() throws IOException, InterruptedException;
    }

    /** Does a duty, in as many tries as it takes. */
    public Work.Outcome insist(Duty duty, Stop stop) throws InterruptedException {
        return new Attempt(site, Instant.MAX, stop).insist(duty::run);
    }

    /** Tells the sender that a request is refused. */
    public Work.Outcome reject(ExportRejected rejection, Trace trace, Stop stop) throws InterruptedException {
        return insist(() -> site.events().publish(rejection, trace), stop);
    }

    /** Works on a part task. */
    public Work.Outcome task(TaskMessage message, Origin origin, Stop stop) throws InterruptedException {
        var attempt = new Attempt(site, origin.sent().plus(deadline), stop);
        var found = new AtomicReference<Plan>();
        var read = attempt.insist(() -> site.folder(message.requestId()).plan().ifPresent(found::set));
        var plan = found.get();
        if (read == Work.Outcome.HAND_OVER || plan == null || message.task() > plan.tasks()) {
            return read; // without a plan the export ended long ago, and was cleared away
        }
        plan.trace().id().ifPresent(id -> MDC.put("trace", id));
        var attempts = attempts(message.requestId(), message.task(), origin);
        return attempt.run(() -> work(plan, message.task(), new Signals(attempts, stop)), Ending.of(site, plan),
                attempts);
    }

    /** Ends an export, unless it has ended. What cannot be written down is refused, so that it keeps no other one waiting. */
    public Work.Outcome cancel(CancelRequested cancel, Trace trace, Stop stop) throws InterruptedException {
        if (!policy.mayWrite(cancel.destination())) {
            return reject(new ExportRejected(cancel.requestId(), ReasonCode.FORBIDDEN_DESTINATION,
                    "writing there is not allowed", List.of()), trace, stop);
        }
        return new Attempt(site, Instant.MAX, stop).insist(() -> cancelOnce(cancel, trace),
                (reason, detail) -> () -> site.events()
                        .publish(new ExportRejected(cancel.requestId(), reason, detail, List.of()), trace));
    }

    private void cancelOnce(CancelRequested cancel, Trace trace) throws IOException, InterruptedException {
        var id = cancel.requestId();
        var unplanned = Unplanned.of(Export.destination(cancel.destination(), id), Manifest.cancelled(id, "", null),
                trace);
        var opening = site.folder(id).settle(unplanned);
        new Settlement(site, id, opening.destination()).end(switch (opening) {
            case Plan plan -> Manifest.cancelled(id, plan.requestDigest(), plan.request());
            case Unplanned(_, var manifest, _, _) -> manifest;
        }, opening.trace());
    }

    private void begin(Ending ending, Signals signals) throws IOException, InterruptedException, DefectException {
        var settled = ending.settlement().manifest();
        if (settled.isPresent()) {
            ending.answerAgain(settled.get());
            return;
        }
        var known = ending.folder().opening();
        switch (known.isPresent() ? known.get() : plan(ending)) {
            case Unplanned unplanned -> ending.end(unplanned);
            case Plan plan when plan.requestDigest().equals(ending.digest()) -> carryOut(plan, ending.trace(), signals);
            case Plan _ -> ending.conflict();
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
        site.events().publish(ExportAccepted.of(request), ending.trace());
        var source = new BucketProject(site.store(), request.source());
        return ending.folder().settle(
                new Planner(ending.folder(), bounds).plan(request, ending.digest(), ending.trace(), source));
    }

    private void work(Plan plan, int task, Signals signals) throws IOException, InterruptedException, DefectException {
        var folder = site.folder(plan.requestId());
        var settlement = new Settlement(site, plan.requestId(), plan.destination());
        var settled = settlement.manifest();
        if (settled.isPresent()) {
            settlement.announceOnce(settled.get(), plan.trace());
            return;
        }
        var export = Export.open(site.store(), plan, folder);
        if (!folder.isDone(task)) {
            var checkpoint = new Checkpoint(site.clock(), settlement, signals.attempts(), signals.stop());
            new TaskRun(site, export, task, checkpoint).run();
        }
        var manifest = new Join(export).manifest();
        if (manifest.isPresent()) {
            settlement.settle(manifest.get(), plan.trace());
        }
    }

    private Attempts attempts(String requestId, int task, Origin origin) {
        var id = new byte[8];
        site.random().nextBytes(id);
        return new Attempts(site.store(), site.folder(requestId).attempts(task, origin.id()),
                HexFormat.of().formatHex(id));
    }

    /** What an attempt is told, and what it leaves. */
    private record Signals(Attempts attempts, Stop stop) {}
}
