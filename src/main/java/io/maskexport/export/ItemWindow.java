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

/** The items of one export in flight, in order. For the export's thread. */
final class ItemWindow implements AutoCloseable {
    /** Number of concurrent reads: enough to hide an object store's latency during rendering. */
    private static final int FETCHES = 32;
    /** Rendered items that may wait for a slow one before them. */
    private static final int ITEMS_PER_THREAD = 4;
    /** How often a waiting receiver is called. */
    private static final Duration AWAIT_INTERVAL = Duration.ofMillis(500);

    private final Iterator<Item> items;
    private final ByteBudget budget;
    private final RenderPool pool;
    private final Starter starter;
    private final Deque<ItemTask> tasks = new ArrayDeque<>();
    private final Semaphore stepsEnded = new Semaphore(0);
    private @Nullable Item next;
    private boolean headTaken;

    /** Starts reading an item; runs {@code stepEnded} whenever one of its steps ends. */
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
     * Removes the head and waits for the result of the next item; returns false if there is none.
     *
     * @param receiver called while waiting
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
            while (!stepsEnded.tryAcquire(AWAIT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
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

    /** Rendering has precedence over reading: while the budget cannot cover rendering what was read, no more is read. */
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
