package io.maskexport.resilience.simulation;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs many seeds. */
final class SeedRuns {
    private final AtomicLong next;
    private final long end;
    private final ProtocolVariant protocol;

    private SeedRuns(long first, long seeds, ProtocolVariant protocol) {
        this.next = new AtomicLong(first);
        this.end = first + seeds;
        this.protocol = protocol;
    }

    /** @param threads number of concurrent runs */
    static RunStatistics play(long first, long seeds, ProtocolVariant protocol, int threads)
            throws InterruptedException {
        var all = new SeedRuns(first, seeds, protocol);
        var lanes = Stream.generate(() -> new FutureTask<>(all::lane)).limit(threads).toList();
        lanes.forEach(Thread.ofVirtual()::start);
        var figures = new RunStatistics();
        for (var lane : lanes) {
            figures.add(result(lane));
        }
        return figures;
    }

    /** Runs a seed and reports each step as a line. */
    static SimulationRun.RunResult trace(long seed, ProtocolVariant protocol, Consumer<String> lines) {
        return SimulationRun.of(seed, protocol, what -> lines.accept(what.get()));
    }

    private RunStatistics lane() {
        var figures = new RunStatistics();
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            figures.add(seed, SimulationRun.of(seed, protocol, RunTrace.NONE));
        }
        return figures;
    }

    private static RunStatistics result(FutureTask<RunStatistics> lane) throws InterruptedException {
        try {
            return lane.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
