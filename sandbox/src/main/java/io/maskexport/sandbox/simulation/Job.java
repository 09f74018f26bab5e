package io.maskexport.sandbox.simulation;

import io.maskexport.worker.intake.Stop;
import io.maskexport.worker.intake.Work;

/** A record under work in a process. */
final class Job {
    private final Stop stop = new Stop();
    private final Strand strand;
    private Work.Outcome outcome = Work.Outcome.HAND_OVER;
    private boolean ended;

    /** Does the work. */
    @FunctionalInterface
    interface Body {
        Work.Outcome run(Stop stop) throws InterruptedException;
    }

    /** @param whenEnded called on the job's strand, not when its process died */
    Job(World world, Body body, Runnable whenEnded) {
        strand = Strand.of(() -> {
            try {
                work(world, body);
                whenEnded.run();
            } catch (Crash _) {
                // Nobody is there to be told.
            } finally {
                world.timeline().end();
            }
        });
    }

    private void work(World world, Body body) {
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

    Strand strand() {
        return strand;
    }

    boolean hasEnded() {
        return ended;
    }

    Work.Outcome outcome() {
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
