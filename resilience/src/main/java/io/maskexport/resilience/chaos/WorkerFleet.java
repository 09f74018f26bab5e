package io.maskexport.resilience.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.maskexport.sandbox.WorkerProcess;

/** The workers; each one that ends is replaced. */
final class WorkerFleet implements AutoCloseable {
    private static final Duration SEARCH = Duration.ofSeconds(4);

    private final Map<String, String> environment;
    private final List<String> jvm;
    private final Random random;
    private final Path logs;
    /** Running workers that are neither frozen nor told to stop. */
    private final List<WorkerProcess> available = new ArrayList<>();
    private final List<Thread> pending = new ArrayList<>();
    private final AttemptLog attempts = new AttemptLog();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<Long, List<AttemptLog.WorkerPause>> pauses = new ConcurrentHashMap<>();
    private int started;
    private int busy;

    /** @param logs folder for the workers' output */
    WorkerFleet(Map<String, String> environment, List<String> jvm, int size, Random random, Path logs)
            throws IOException {
        this.environment = environment;
        this.jvm = jvm;
        this.random = random;
        this.logs = Files.createDirectories(logs);
        for (int i = 0; i < size; i++) {
            startOne();
        }
    }

    private void startOne() throws IOException {
        makeAvailable(WorkerProcess.work(environment, jvm));
        started++;
    }

    private void makeAvailable(WorkerProcess worker) {
        synchronized (available) {
            available.add(worker);
            available.notifyAll();
        }
    }

    /** {@code kill -9}. */
    void kill() throws IOException, InterruptedException {
        var victim = victim();
        victim.kill();
        retire(victim);
        startOne();
    }

    /** {@code kill -STOP}, and {@code kill -CONT} after a time; the others continue meanwhile. */
    void freeze(Duration time) throws IOException, InterruptedException {
        var victim = victim();
        var from = LocalTime.now(ZoneId.systemDefault());
        victim.freeze();
        later(() -> {
            Thread.sleep(time);
            victim.thaw();
            pauses.computeIfAbsent(victim.pid(), _ -> new CopyOnWriteArrayList<>())
                    .add(new AttemptLog.WorkerPause(from, LocalTime.now(ZoneId.systemDefault())));
            makeAvailable(victim);
        });
    }

    /** {@code kill}: the worker must hand over and exit with status 0. */
    void terminate() throws IOException, InterruptedException {
        var victim = victim();
        boolean ready = victim.opsPort().isPresent();
        startOne();
        later(() -> end(victim, ready));
    }

    private void end(WorkerProcess worker, boolean ready) throws IOException, InterruptedException {
        int status = worker.terminate();
        if (ready && status != 0) {
            complaints.add("a worker that was told to stop ended with " + status + ":\n" + worker.output());
        }
        retire(worker);
    }

    /** A busy worker if there is one; it is no longer available. */
    private WorkerProcess victim() throws IOException, InterruptedException {
        var end = Instant.now().plus(SEARCH);
        var found = Optional.<WorkerProcess>empty();
        while (found.isEmpty() && Instant.now().isBefore(end)) {
            replaceDead();
            found = busyOne();
        }
        busy += found.isPresent() ? 1 : 0;
        synchronized (available) {
            while (available.isEmpty()) {
                available.wait(100);
            }
            var victim = found.orElseGet(() -> available.get(random.nextInt(available.size())));
            available.remove(victim);
            return victim;
        }
    }

    private Optional<WorkerProcess> busyOne() throws InterruptedException {
        for (var worker : shuffled()) {
            try {
                if (worker.metric("mask_export_in_flight").orElse(0) > 0) {
                    return Optional.of(worker);
                }
            } catch (IOException e) {
                // ending, or too slow to answer
            }
        }
        Thread.sleep(150); // polling costs a worker more than waiting
        return Optional.empty();
    }

    private List<WorkerProcess> shuffled() {
        synchronized (available) {
            var all = new ArrayList<>(available);
            Collections.shuffle(all, random);
            return all;
        }
    }

    private void replaceDead() throws IOException {
        for (var worker : shuffled()) {
            if (!worker.isRunning()) {
                complaints.add("a worker ended by itself:\n" + worker.output());
                synchronized (available) {
                    available.remove(worker);
                }
                retire(worker);
                startOne();
            }
        }
    }

    private void retire(WorkerProcess worker) throws IOException {
        var log = worker.output();
        attempts.add(log, pauses.getOrDefault(worker.pid(), List.of()));
        Files.writeString(logs.resolve("worker-" + worker.pid() + ".log"), log);
        worker.close();
    }

    private interface FleetChange {
        void run() throws IOException, InterruptedException;
    }

    private void later(FleetChange change) {
        pending.add(Thread.ofVirtual().start(() -> {
            try {
                change.run();
            } catch (IOException | IllegalStateException e) {
                complaints.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Waits until no worker is frozen or ending. */
    void awaitPending() throws InterruptedException {
        for (var thread : pending) {
            thread.join();
        }
        pending.clear();
    }

    /** Number of workers started. */
    int started() {
        return started;
    }

    /** Number of victims that were busy. */
    int busy() {
        return busy;
    }

    /** Attempts of the workers that have ended. */
    AttemptLog attempts() {
        return attempts;
    }

    /** Misbehaviour of workers: ending by themselves, or with a failure when told to stop. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        awaitPending();
        for (var worker : shuffled()) {
            later(() -> end(worker, true));
        }
        awaitPending();
    }
}
