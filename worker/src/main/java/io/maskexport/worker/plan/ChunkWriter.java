package io.maskexport.worker.plan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Writes the chunks of a plan, several at a time, and lists them in their order. */
final class ChunkWriter {
    /** How many chunks are in memory at a time, beside the one that fills. */
    private static final int AT_A_TIME = 4;

    private final ChunkStore store;
    private final SideSteps steps;
    private final Queue<SideSteps.StepResult<Plan.ItemChunk>> writing = new ArrayDeque<>();
    private final List<Plan.ItemChunk> written = new ArrayList<>();

    /** Where chunks go. */
    @FunctionalInterface
    interface ChunkStore {
        Plan.ItemChunk write(List<?> items) throws IOException;
    }

    ChunkWriter(ChunkStore store, SideSteps steps) {
        this.store = store;
        this.steps = steps;
    }

    /** Begins to write a chunk. */
    void write(List<?> items) throws IOException, InterruptedException {
        if (writing.size() == AT_A_TIME) {
            written.add(writing.remove().await());
        }
        writing.add(steps.start(() -> store.write(items)));
    }

    /** All chunks, once they are durable. */
    List<Plan.ItemChunk> chunks() throws IOException, InterruptedException {
        while (!writing.isEmpty()) {
            written.add(writing.remove().await());
        }
        return written;
    }
}
