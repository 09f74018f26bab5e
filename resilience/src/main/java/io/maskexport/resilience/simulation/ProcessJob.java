package io.maskexport.resilience.simulation;

import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;

/** A record under work in a process. */
final class ProcessJob {
    private final StopSignal stop = new StopSignal();
    private final SimulatedThread strand;
    private WorkOutcome outcome = WorkOutcome.HAND_OVER;
    private boolean ended;

    /** Does the work. */
    @FunctionalInterface
    interface JobBody {
        WorkOutcome run(StopSignal stop) throws InterruptedException;
    }

    /** @param whenEnded called on the job's strand, not when its process died */
    ProcessJob(SimulatedWorld world, JobBody body, Runnable whenEnded) {
        strand = SimulatedThread.of(() -> {
            try {
                work(world, body);
                whenEnded.run();
            } catch (ProcessCrash _) {
                // Nobody is there to be told.
            } finally {
                world.timeline().end();
            }
        });
    }

    private void work(SimulatedWorld world, JobBody body) {
        try {
            outcome = body.run(stop);
        } catch (InterruptedException _) {
            // Another worker has the record.
        } catch (RuntimeException e) {
            world.surprise("a job broke off: " + e);
        } finally {
            ended = true;
        }
    }

    SimulatedThread strand() {
        return strand;
    }

    boolean hasEnded() {
        return ended;
    }

    WorkOutcome outcome() {
        return outcome;
    }

    void handOver() {
        stop.handOver();
    }

    void lose() {
        stop.lost();
        strand.interrupt();
    }
}
