package io.maskexport.export;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.maskexport.defect.DefectException;
import org.jspecify.annotations.Nullable;

/** The items of one export that are on their way, in order. For the thread of the export. */
final class ItemWindow implements AutoCloseable {
    /** Reads at once: enough to hide an object store's latency behind rendering. */
    private static final int FETCHES = 32;
    /** Items that may wait, rendered, behind a slow one. */
    private static final int ITEMS_PER_THREAD = 4;
    /** How long a receiver that waits for an item hears nothing. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Iterator<Item> items;
    private final ByteBudget budget;
    private final RenderPool pool;
    private final Starter starter;
    private final Deque<ItemTask> tasks = new ArrayDeque<>();
    private final Semaphore stepsEnded = new Semaphore(0);
    private @Nullable Item next;
    private boolean headTaken;

    /** Begins to read an item; runs {@code stepEnded} whenever one of its steps ends. */
    @FunctionalInterface
    interface Starter {
        ItemTask start(Item item, ByteBudget.Share share, Runnable stepEnded);
    }

    ItemWindow(Iterator<Item> items, ByteBudget budget, RenderPool pool, Starter starter) {
        this.items = items;
        this.budget = budget;
        this.pool = pool;
        this.starter = starter;
    }

    /**
     * Leaves the head behind and waits until the next item has come to a result; returns false when there is none.
     *
     * @param receiver told while it waits
     */
    boolean advance(ItemStream.Receiver receiver) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (headTaken) {
            tasks.removeFirst().end();
            headTaken = false;
        }
        admit(receiver);
        while (!tasks.isEmpty() && !tasks.getFirst().isDone()) {
            while (!stepsEnded.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                receiver.await();
            }
            stepsEnded.drainPermits();
            admit(receiver);
        }
        return !tasks.isEmpty();
    }

    /** The head's result, which stays counted until the next {@link #advance}. */
    RenderedItem head() throws IOException, InterruptedException, DefectException {
        headTaken = true;
        return tasks.getFirst().result();
    }

    /** Rendering comes before reading: while the budget has not enough to render what was read, no more is read. */
    private void admit(ItemStream.Receiver receiver) throws IOException, InterruptedException {
        boolean wanting = !renderFetched();
        while (!wanting && hasRoom() && hasNext()) {
            wanting = !startNext(receiver);
        }
    }

    private boolean renderFetched() {
        for (var task : tasks) {
            if (task.isFetched() && !task.render(task == tasks.getFirst(), pool)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasRoom() {
        return tasks.size() < FETCHES + ITEMS_PER_THREAD * pool.threads()
                && tasks.stream().filter(ItemTask::isFetching).count() < FETCHES;
    }

    private boolean hasNext() {
        if (next == null && items.hasNext()) {
            next = items.next();
        }
        return next != null;
    }

    private boolean startNext(ItemStream.Receiver receiver) throws IOException, InterruptedException {
        var item = next;
        if (item == null) {
            return false;
        }
        var share = tasks.isEmpty()
                ? Optional.of(budget.acquire(item.inputBytes(), receiver::await))
                : budget.tryAcquire(item.inputBytes());
        share.ifPresent(held -> {
            tasks.addLast(starter.start(item, held, stepsEnded::release));
            next = null;
        });
        return share.isPresent();
    }

    @Override
    public void close() {
        tasks.forEach(ItemTask::end);
    }
}
