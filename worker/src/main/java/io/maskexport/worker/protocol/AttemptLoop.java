package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.worker.failure.AttemptDecision;
import io.maskexport.worker.failure.FailedAttempts;
import io.maskexport.worker.failure.FailedAttempts.Doubt;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a step until it or its fallback succeeds, or the worker is told to stop. Waits after every failure: the first time
 * in place, from then on by postponing the record, so that others can pass. What only another version of the
 * worker understands is postponed at once, as often as it takes, and is no reason to give a step up.
 */
final class AttemptLoop {
    /** From this failure on, the record is postponed instead of held. */
    private static final int PUT_OFF_FROM = 2;
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLoop.class);

    private final ProtocolPorts ports;
    private final DeliveredRecord delivery;
    private final Instant deadline;
    private final Duration denial;
    private final StopSignal stop;
    private int failures;
    /** The doubtful reason of the last consecutive failures. */
    private Optional<Doubt> doubt;

    /** A piece of work that may be repeated. */
    @FunctionalInterface
    interface AttemptStep {
        void run() throws IOException, InterruptedException, DefectException;
    }

    /** What to do when a step is given up. */
    @FunctionalInterface
    interface FallbackStep {
        void run(AttemptDecision.GiveUp decision) throws IOException, InterruptedException, DefectException;
    }

    /**
     * @param deadline when an outage becomes a reason to give up
     * @param denial how long a denial must last to count
     */
    AttemptLoop(ProtocolPorts ports, DeliveredRecord delivery, Instant deadline, Duration denial, StopSignal stop) {
        this.ports = ports;
        this.delivery = delivery;
        this.deadline = deadline;
        this.denial = denial;
        this.stop = stop;
        this.failures = delivery.failed().count();
        this.doubt = delivery.failed().doubt();
    }

    /** Works on an export, and ends it if that fails. An {@link Error} ends the process and keeps the attempt's mark. */
    WorkOutcome run(AttemptStep work, ExportEnding ending, AttemptMarks marks) throws InterruptedException {
        try {
            return runUntilStopped(work, ending, marks);
        } catch (Error e) {
            marks.stay();
            ports.host().end(e);
            throw e;
        } finally {
            end(marks);
        }
    }

    private WorkOutcome runUntilStopped(AttemptStep work, ExportEnding ending, AttemptMarks marks)
            throws InterruptedException {
        try {
            return repeat(() -> runOrFallBack(() -> start(work, ending, marks), ending::fail, marks::renew), true);
        } catch (WorkStopped e) {
            return switch (e.because()) {
                case TOLD_TO_STOP -> WorkOutcome.HAND_OVER;
                case ENDED -> insist(ending::clear, _ -> ending.clearUnwritten(), marks::renew);
            };
        }
    }

    private void start(AttemptStep work, ExportEnding ending, AttemptMarks marks)
            throws IOException, InterruptedException, DefectException {
        if (marks.start(stop)) {
            work.run();
        } else {
            ending.fail(new AttemptDecision.GiveUp(ReasonCode.POISON_REQUEST,
                    AttemptMarks.MAX_DEAD_PROCESSES + " attempts ended with their worker, and none finished a part",
                    false));
        }
    }

    /** Repeats a mandatory step for as long as it takes. */
    WorkOutcome insist(AttemptStep step) throws InterruptedException {
        return insist(step, true);
    }

    /** As {@link #insist(AttemptStep)}, but never postpones the record. */
    WorkOutcome insistHere(AttemptStep step) throws InterruptedException {
        return insist(step, false);
    }

    /**
     * Runs a step, or its fallback if the step is given up.
     *
     * @param probe succeeds when the work bucket answers
     */
    WorkOutcome insist(AttemptStep step, FallbackStep fallback, AttemptStep probe) throws InterruptedException {
        return insist(() -> runOrFallBack(step, fallback, probe), true);
    }

    private WorkOutcome insist(AttemptStep step, boolean mayBePutOff) throws InterruptedException {
        try {
            return repeat(step, mayBePutOff);
        } catch (WorkStopped e) {
            throw new IllegalStateException(e);
        }
    }

    private WorkOutcome repeat(AttemptStep step, boolean mayBePutOff) throws WorkStopped, InterruptedException {
        while (!stop.isStopRequested()) {
            try {
                step.run();
                return WorkOutcome.DONE;
            } catch (IOException | DefectException | RuntimeException e) {
                throwUnlessFailure(e);
                boolean understood = isUnderstood(e);
                var pause = understood ? pauseAfter(e) : nextPause(e);
                if (mayBePutOff && (failures >= PUT_OFF_FROM || !understood) && isPutOff(pause)) {
                    return WorkOutcome.PUT_OFF;
                }
                ports.sleeper().sleep(pause, stop);
            }
        }
        return WorkOutcome.HAND_OVER;
    }

    /** Runs a step, or the fallback if the step's failure is a reason to give up. */
    private void runOrFallBack(AttemptStep step, FallbackStep fallback, AttemptStep probe)
            throws IOException, InterruptedException, DefectException {
        var begun = ports.clock().instant();
        try {
            step.run();
        } catch (IOException | DefectException | RuntimeException e) {
            throwUnlessFailure(e);
            if (!(decide(e, begun, probe) instanceof AttemptDecision.GiveUp decision)) {
                throw e;
            }
            doubt = Optional.empty();
            fallback.run(decision);
        }
    }

    /**
     * A refusal counts if it persists while the work bucket answers. If the work bucket fails too, this is an outage,
     * however long it lasts: no end could be recorded.
     */
    private AttemptDecision decide(Exception failure, Instant begun, AttemptStep probe)
            throws WorkStopped, InterruptedException {
        if (AttemptDecision.unwrapped(failure) instanceof NotUnderstood) {
            return new AttemptDecision.TryAgain();
        }
        if (failure instanceof DefectException defect) {
            ports.listener().found(defect.defect());
        }
        var ended = ports.clock().instant();
        var reason = AttemptDecision.doubt(failure);
        if (reason.isPresent() && !succeeds(probe)) {
            doubt = Optional.empty();
            return new AttemptDecision.TryAgain();
        }
        doubt = reason.map(now -> Doubt.after(doubt, now, begun, ended));
        return AttemptDecision.of(failure, doubt.map(now -> now.counted(denial)).orElse(0),
                ports.clock().instant().isAfter(deadline));
    }

    private static boolean succeeds(AttemptStep probe) throws WorkStopped, InterruptedException {
        try {
            probe.run();
            return true;
        } catch (IOException | DefectException | RuntimeException e) {
            throwUnlessFailure(e);
            return false;
        }
    }

    /** Tells the process of a record that another version has to deal with. */
    private boolean isUnderstood(Exception failure) {
        if (AttemptDecision.unwrapped(failure) instanceof NotUnderstood why) {
            ports.host().notUnderstood(why);
            return false;
        }
        return true;
    }

    private Duration nextPause(Exception failure) {
        failures++;
        return AttemptDecision.backoff(failure).next(failures, ports.random());
    }

    private Duration pauseAfter(Exception failure) {
        var pause = nextPause(failure);
        LOG.warn("try {} broke off, retrying in {}: {}", failures, pause, FailureWording.of(failure),
                failure instanceof IOException ? null : failure);
        return pause;
    }

    /** Sends the record again for later; false if that failed, and the record stays here. */
    private boolean isPutOff(Duration pause) throws WorkStopped, InterruptedException {
        try {
            delivery.requeue().send(ports.clock().instant().plus(pause), new FailedAttempts(failures, doubt));
            return true;
        } catch (IOException | RuntimeException e) {
            throwUnlessFailure(e);
            LOG.warn("the record cannot be postponed; the worker keeps it: {}", FailureWording.of(e));
            return false;
        }
    }

    /** Rethrows what ends the loop: a fatal error, a stop, or a lost lock. */
    private static void throwUnlessFailure(Exception thrown) throws WorkStopped, InterruptedException {
        FatalErrors.rethrow(thrown);
        if (thrown instanceof WorkStopped stopped) {
            throw stopped;
        }
        var cause = AttemptDecision.unwrapped(thrown);
        if (Interruption.is(cause)) {
            throw Interruption.plain(cause);
        }
    }

    /** A mark that remains counts as one dead attempt, which is harmless. */
    private static void end(AttemptMarks marks) {
        try {
            Interruption.shield(marks::end);
        } catch (IOException e) {
            LOG.info("the mark of an attempt was not deleted", e);
        }
    }
}
