package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.worker.failure.AttemptDecision;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a step of work until it succeeds, cannot succeed, or the worker is told to stop. Waits after every failure: the
 * first time where it is, then by putting the record off, so that others pass meanwhile.
 */
final class AttemptLoop {
    /** Failures after which a record is put off instead of waited for. */
    private static final int PUT_OFF_FROM = 2;
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLoop.class);

    private final ProtocolPorts site;
    private final DeliveredRecord delivery;
    private final Instant deadline;
    private final StopSignal stop;
    private int failures;
    private boolean putsOff = true;
    private int doubts;
    private Optional<ReasonCode> doubted = Optional.empty();

    /** A piece of work that may be repeated. */
    @FunctionalInterface
    interface AttemptStep {
        void run() throws IOException, InterruptedException, DefectException;
    }

    /** What to do instead of a step that cannot succeed. */
    @FunctionalInterface
    interface FallbackStep {
        AttemptStep instead(AttemptDecision.GiveUp fails);
    }

    AttemptLoop(ProtocolPorts site, DeliveredRecord delivery, Instant deadline, StopSignal stop) {
        this.site = site;
        this.delivery = delivery;
        this.deadline = deadline;
        this.stop = stop;
        this.failures = delivery.failures();
    }

    /** Works on an export; if it cannot be made, ends it. An {@link Error} ends the process, and leaves the attempt's mark. */
    WorkOutcome run(AttemptStep work, ExportEnding ending, AttemptMarks attempts) throws InterruptedException {
        try {
            return untilLeftOff(work, ending, attempts);
        } catch (Error e) {
            attempts.stay();
            site.host().end(e);
            throw e;
        } finally {
            end(attempts);
        }
    }

    private WorkOutcome untilLeftOff(AttemptStep work, ExportEnding ending, AttemptMarks attempts)
            throws InterruptedException {
        try {
            return repeat(() -> begin(work, ending, attempts), fails -> () -> ending.fail(fails), attempts::renew);
        } catch (WorkStopped e) {
            return leave(e, ending, attempts);
        }
    }

    /**
     * Does something; where it cannot be done, something else.
     *
     * @param answers succeeds when the work bucket answers
     */
    WorkOutcome insist(AttemptStep step, FallbackStep fallback, AttemptStep answers) throws InterruptedException {
        try {
            return repeat(step, fallback, answers);
        } catch (WorkStopped e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does what must be done, however long it takes. */
    WorkOutcome insist(AttemptStep step) throws InterruptedException {
        return insist(step, _ -> step, () -> {});
    }

    /** Does what must be done, and what nobody else may do meanwhile: it is never put off. */
    WorkOutcome persist(AttemptStep step) throws InterruptedException {
        putsOff = false;
        return insist(step);
    }

    private void begin(AttemptStep work, ExportEnding ending, AttemptMarks attempts)
            throws IOException, InterruptedException, DefectException {
        if (attempts.begin(stop)) {
            work.run();
        } else {
            ending.fail(new AttemptDecision.GiveUp(ReasonCode.POISON_REQUEST,
                    AttemptMarks.MOST + " attempts ended with their worker, and none finished a part", false));
        }
    }

    private WorkOutcome repeat(AttemptStep step, FallbackStep fallback, AttemptStep answers)
            throws WorkStopped, InterruptedException {
        while (!stop.isTold()) {
            var thrown = thrownBy(step);
            if (thrown != null && fateOf(thrown, answers) instanceof AttemptDecision.GiveUp fails) {
                thrown = thrownBy(fallback.instead(fails));
                doubts = 0;
            }
            if (thrown == null) {
                return WorkOutcome.DONE;
            }
            var pause = AttemptDecision.later(failures, site.random()).pause();
            LOG.warn("try {} broke off, the next one begins in {}: {}", failures, pause, FailureWording.of(thrown),
                    thrown instanceof IOException ? null : thrown);
            if (putsOff && doubts == 0 && failures >= PUT_OFF_FROM && isPutOff(pause)) {
                return WorkOutcome.PUT_OFF;
            }
            site.patience().await(pause, stop);
        }
        return WorkOutcome.HAND_OVER;
    }

    /**
     * A refusal is believed when it stays while the work bucket answers. Where that does not answer either, it is an
     * outage, however long it lasts: no end could be written.
     */
    private AttemptDecision fateOf(Exception thrown, AttemptStep answers) throws WorkStopped, InterruptedException {
        FatalErrors.rethrow(thrown);
        failures++;
        if (thrown instanceof DefectException ending) {
            site.listener().found(ending.defect());
        }
        var doubt = AttemptDecision.doubt(thrown);
        if (doubt.isPresent() && thrownBy(answers) != null) {
            doubts = 0;
            return AttemptDecision.later(failures, site.random());
        }
        doubts = doubt.isEmpty() ? 0 : doubt.equals(doubted) ? doubts + 1 : 1;
        doubted = doubt;
        return AttemptDecision.of(thrown, failures, doubts, site.clock().instant().isAfter(deadline), site.random());
    }

    /** Sends the record anew, for later; where that fails, it is kept. */
    private boolean isPutOff(Duration pause) throws WorkStopped, InterruptedException {
        var refused = thrownBy(() -> delivery.requeue().send(site.clock().instant().plus(pause), failures));
        if (refused != null) {
            LOG.warn("the record cannot be put off, and is kept: {}", FailureWording.of(refused));
        }
        return refused == null;
    }

    /** Runs a step; null when it went well. */
    private static @Nullable Exception thrownBy(AttemptStep step) throws WorkStopped, InterruptedException {
        try {
            step.run();
            return null;
        } catch (WorkStopped | InterruptedException e) {
            throw e;
        } catch (IOException | DefectException | RuntimeException e) {
            var told = e instanceof UncheckedIOException && e.getCause() instanceof IOException cause ? cause : e;
            if (told instanceof InterruptedIOException interrupted) {
                Thread.interrupted();
                throw (InterruptedException) new InterruptedException(told.getMessage()).initCause(interrupted);
            }
            return told;
        }
    }

    private WorkOutcome leave(WorkStopped left, ExportEnding ending, AttemptMarks attempts)
            throws InterruptedException {
        return switch (left.because()) {
            case TOLD_TO_STOP -> WorkOutcome.HAND_OVER;
            case SETTLED -> insist(ending::clear, _ -> ending::clearUnwritten, attempts::renew);
        };
    }

    /** A mark that stays counts as one attempt that died: a harmless error. */
    private static void end(AttemptMarks attempts) {
        boolean interrupted = Thread.interrupted();
        try {
            attempts.end();
        } catch (IOException e) {
            LOG.info("the mark of an attempt stays", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
