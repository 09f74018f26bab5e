package io.maskexport.resilience.simulation;

import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;

/** A record that a process works on. */
final class ProcessJob {
    private final StopSignal stop = new StopSignal();
    private final SimulatedThread thread;
    private WorkOutcome outcome = WorkOutcome.HAND_OVER;
    private boolean ended;

    /** Does the work. */
    @FunctionalInterface
    interface JobBody {
        WorkOutcome run(StopSignal stop) throws InterruptedException;
    }

    /** @param whenEnded called on the job's thread, unless its process died */
    ProcessJob(SimulatedWorld world, JobBody body, Runnable whenEnded) {
        thread = SimulatedThread.of(() -> {
            try {
                work(world, body);
                whenEnded.run();
            } catch (ProcessCrash _) {
                // The process is gone.
            } finally {
                world.scheduler().end();
            }
        });
    }

    private void work(SimulatedWorld world, JobBody body) {
        try {
            outcome = body.run(stop);
        } catch (InterruptedException _) {
            // Another worker has the record.
        } catch (RuntimeException e) {
            world.reportViolation("a job broke off: " + e);
        } finally {
            ended = true;
        }
    }

    SimulatedThread thread() {
        return thread;
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
        thread.interrupt();
    }
}
