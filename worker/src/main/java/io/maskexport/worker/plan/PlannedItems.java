package io.maskexport.worker.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import io.maskexport.export.Item;

/** The remaining items of a task; holds one chunk in memory at a time. */
public final class PlannedItems implements Iterator<Item> {
    private final WorkFolder folder;
    private final Iterator<Plan.ItemChunk> chunks;
    private Iterator<PlannedItem> items = List.<PlannedItem>of().iterator();
    private int skip;
    private int place;

    /**
     * @param before number of items of the export before those of the task
     * @param skip number of items of the task that are already done
     */
    public PlannedItems(WorkFolder folder, List<Plan.ItemChunk> chunks, int before, int skip) {
        this.folder = folder;
        this.place = before + skip;
        this.chunks = chunks.iterator();
        this.skip = skip;
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && chunks.hasNext()) {
            open(chunks.next());
        }
        return items.hasNext();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        place++;
        return items.next().item(place);
    }

    private void open(Plan.ItemChunk chunk) {
        if (chunk.items() <= skip) {
            skip -= chunk.items();
            return;
        }
        try {
            items = folder.read(chunk).listIterator(skip);
            skip = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
