package io.maskexport.sandbox.simulation;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Plays many seeds. */
final class Seeds {
    private final AtomicLong next;
    private final long end;
    private final Protocol protocol;

    private Seeds(long first, long seeds, Protocol protocol) {
        this.next = new AtomicLong(first);
        this.end = first + seeds;
        this.protocol = protocol;
    }

    /** @param threads runs at a time */
    static Figures play(long first, long seeds, Protocol protocol, int threads) throws InterruptedException {
        var all = new Seeds(first, seeds, protocol);
        var lanes = Stream.generate(() -> new FutureTask<>(all::lane)).limit(threads).toList();
        lanes.forEach(Thread.ofVirtual()::start);
        var figures = new Figures();
        for (var lane : lanes) {
            figures.add(result(lane));
        }
        return figures;
    }

    /** Plays a seed and tells what happens, a line each. */
    static Run.Result trace(long seed, Protocol protocol, Consumer<String> lines) {
        return Run.of(seed, protocol, what -> lines.accept(what.get()));
    }

    private Figures lane() {
        var figures = new Figures();
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            figures.add(seed, Run.of(seed, protocol, Trace.NONE));
        }
        return figures;
    }

    private static Figures result(FutureTask<Figures> lane) throws InterruptedException {
        try {
            return lane.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
