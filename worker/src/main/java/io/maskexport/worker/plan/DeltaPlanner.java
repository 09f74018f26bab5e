package io.maskexport.worker.plan;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.maskexport.contracts.DeltaItem;
import io.maskexport.defect.DefectException;
import io.maskexport.export.ItemInputs;
import io.maskexport.export.SourceOrder;

/** Compares the items of a listing with those of an earlier export, side by side in the order of their places. */
final class DeltaPlanner implements Closeable {
    private final EarlierExport earlier;
    private final EarlierItems unchanged;
    private final EarlierItems changed;
    private final EarlierItems removed;
    private long added;

    /** Items that are written in chunks as they come. */
    private static final class EarlierItems {
        /** Characters of a chunk. */
        private static final int CHUNK = 1 << 20;
        /** What a text takes in memory beside its characters, in characters. */
        private static final int TEXT_OVERHEAD = 32;

        private final ChunkWriter writer;
        private final List<DeltaItem> run = new ArrayList<>();
        private long characters;

        EarlierItems(ChunkWriter writer) {
            this.writer = writer;
        }

        void add(DeltaItem item) throws IOException, InterruptedException {
            run.add(item);
            characters += length(item.item()) + length(item.source()) + length(item.inputs())
                    + length(item.part().bucket()) + length(item.part().key()) + length(item.part().sha256())
                    + item.files().stream().mapToLong(EarlierItems::length).sum();
            if (characters > CHUNK) {
                cut();
            }
        }

        private static long length(String text) {
            return (long) text.length() + TEXT_OVERHEAD;
        }

        private void cut() throws IOException, InterruptedException {
            writer.write(List.copyOf(run));
            run.clear();
            characters = 0;
        }

        List<Plan.ItemChunk> chunks() throws IOException, InterruptedException {
            if (!run.isEmpty()) {
                cut();
            }
            return writer.chunks();
        }
    }

    /** @param store where the chunks of the delta go */
    DeltaPlanner(EarlierExport earlier, ChunkWriter.ChunkStore store, SideSteps steps) {
        this.earlier = earlier;
        unchanged = new EarlierItems(new ChunkWriter(store, steps));
        changed = new EarlierItems(new ChunkWriter(store, steps));
        removed = new EarlierItems(new ChunkWriter(store, steps));
    }

    /**
     * Whether the earlier export has the next item of the listing, made of the same inputs.
     *
     * @throws DefectException {@code SINCE_UNUSABLE}
     */
    boolean isUnchanged(ItemInputs item) throws IOException, InterruptedException, DefectException {
        int order = passOver(item.source());
        if (order != 0) {
            added++;
            return false;
        }
        var before = earlier.next();
        boolean same = before.inputs().equals(item.digest());
        if (same) {
            earlier.requirePart(before);
        }
        (same ? unchanged : changed).add(before);
        return same;
    }

    /** Lists the items before a place as removed; 0 if the next one has this place. */
    private int passOver(String place) throws IOException, InterruptedException, DefectException {
        for (var next = earlier.place(); next.isPresent(); next = earlier.place()) {
            int order = SourceOrder.compare(next.get(), place);
            if (order >= 0) {
                return order;
            }
            removed.add(earlier.next());
        }
        return 1;
    }

    /** The delta, once the listing has ended. */
    PlannedDelta end() throws IOException, InterruptedException, DefectException {
        while (earlier.place().isPresent()) {
            removed.add(earlier.next());
        }
        return new PlannedDelta(earlier.manifest(), unchanged.chunks(), changed.chunks(), removed.chunks(), added);
    }

    @Override
    public void close() throws IOException {
        earlier.close();
    }
}
