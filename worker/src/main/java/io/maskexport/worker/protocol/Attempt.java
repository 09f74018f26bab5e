package io.maskexport.worker.protocol;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Instant;

import io.maskexport.contracts.ReasonCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.worker.failure.Fate;
import io.maskexport.worker.failure.Wording;
import io.maskexport.worker.intake.Stop;
import io.maskexport.worker.intake.Work;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a piece of work until it is done for good, in as many tries as {@link Fate} gives it. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Site site;
    private final Instant deadline;
    private final Stop stop;
    private int brokeOff;

    /** A piece of work that may be repeated. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, InterruptedException, DefectException;
    }

    Attempt(Site site, Instant deadline, Stop stop) {
        this.site = site;
        this.deadline = deadline;
        this.stop = stop;
    }

    /** Works on an export; if it cannot be made, ends it. */
    Work.Outcome run(Step work, Ending ending, Attempts attempts) throws InterruptedException {
        try {
            Step next = () -> begin(work, ending, attempts);
            while (true) {
                var fate = fateOf(next);
                switch (fate) {
                    case null -> {
                        return Work.Outcome.DONE;
                    }
                    case Fate.Later later -> {
                        if (site.patience().await(later.pause(), stop)) {
                            return Work.Outcome.HAND_OVER;
                        }
                    }
                    case Fate.Fails(var reason, var detail) -> {
                        if (next instanceof LastStep) {
                            return insist(next);
                        }
                        next = failing(ending, reason, detail, next);
                    }
                }
            }
        } catch (LeftOff e) {
            return leave(e, ending);
        } finally {
            end(attempts);
        }
    }

    /** Does what must be done, however long it takes. */
    Work.Outcome insist(Step step) throws InterruptedException {
        return insist(step, (_, _) -> {
            site.patience().await(Fate.BACKOFF.cap(), stop);
            return step;
        });
    }

    /** What is done instead of something that cannot be. */
    @FunctionalInterface
    interface Otherwise {
        Step instead(ReasonCode reason, String detail) throws InterruptedException;
    }

    /** Does what must be done, however long it takes; or, where it cannot be done, something else. */
    Work.Outcome insist(Step step, Otherwise otherwise) throws InterruptedException {
        try {
            var next = step;
            while (!stop.isTold()) {
                switch (fateOf(next)) {
                    case null -> {
                        return Work.Outcome.DONE;
                    }
                    case Fate.Later later -> site.patience().await(later.pause(), stop);
                    case Fate.Fails(var reason, var detail) -> next = otherwise.instead(reason, detail);
                }
            }
            return Work.Outcome.HAND_OVER;
        } catch (LeftOff e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin(Step work, Ending ending, Attempts attempts)
            throws IOException, InterruptedException, DefectException {
        if (attempts.begin()) {
            work.run();
        } else {
            ending.fail(ReasonCode.POISON_REQUEST,
                    Attempts.MOST + " attempts ended with their worker, and none finished a part");
        }
    }

    /** Writing down a failure may fail for the same reason: then it can only be told. */
    private static Step failing(Ending ending, ReasonCode reason, String detail, Step failed) {
        return failed instanceof FailStep
                ? (LastStep) () -> ending.tell(reason)
                : (FailStep) () -> ending.fail(reason, detail);
    }

    /** Waits for the store however long: what is not written down could still end otherwise. */
    private interface FailStep extends Step {}

    private interface LastStep extends FailStep {}

    private static InterruptedException interruption(InterruptedIOException e) {
        Thread.interrupted();
        return (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }

    /** Runs a step; null when it went well. */
    private @Nullable Fate fateOf(Step step) throws LeftOff, InterruptedException {
        try {
            step.run();
            return null;
        } catch (LeftOff e) {
            throw e;
        } catch (InterruptedIOException e) {
            throw interruption(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof InterruptedIOException interrupted) {
                throw interruption(interrupted);
            }
            return fate(step, e.getCause() == null ? e : e.getCause());
        } catch (IOException | DefectException | RuntimeException e) {
            return fate(step, e);
        }
    }

    private Fate fate(Step step, Exception thrown) {
        FatalErrors.rethrow(thrown);
        brokeOff++;
        if (thrown instanceof DefectException ending) {
            site.listener().found(ending.defect());
        }
        boolean late = !(step instanceof FailStep) && site.clock().instant().isAfter(deadline);
        var fate = Fate.of(thrown, brokeOff, late, site.random());
        if (fate instanceof Fate.Later later) {
            LOG.warn("try {} broke off, the next one begins in {}: {}", brokeOff, later.pause(), Wording.of(thrown),
                    thrown instanceof IOException ? null : thrown);
        }
        return fate;
    }

    private Work.Outcome leave(LeftOff left, Ending ending) throws InterruptedException {
        return switch (left.because()) {
            case TOLD_TO_STOP -> Work.Outcome.HAND_OVER;
            case SETTLED -> insist(ending::clear);
        };
    }

    /** What remains counts as one attempt that died: a harmless error. */
    private static void end(Attempts attempts) {
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
