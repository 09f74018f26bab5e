package io.maskexport.worker.protocol;

import java.io.IOException;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

/**
 * Counts the attempts on a task that ended with their process. An attempt leaves a mark before it begins, and takes it away
 * however it ends; only what kills the process leaves it there. A finished part proves that the task is no poison, and
 * wipes the slate clean.
 */
final class Attempts {
    /** Attempts that may die before the request is given up. */
    static final int MOST = 5;

    private final ObjectStore store;
    private final WorkFolder folder;
    private final int task;
    private final ObjectRef mark;
    private boolean othersDied;

    /** @param id of this attempt, unlike any other's */
    Attempts(ObjectStore store, WorkFolder folder, int task, String id) {
        this.store = store;
        this.folder = folder;
        this.task = task;
        this.mark = folder.attempt(task, id);
    }

    /** Begins, or begins anew; false when too many others died before. */
    boolean begin() throws IOException {
        long died = folder.attempts(task).stream().filter(other -> !other.ref().equals(mark)).count();
        othersDied = died > 0;
        if (died >= MOST) {
            return false;
        }
        store.put(mark, new byte[0], "text/plain");
        return true;
    }

    /** Something was achieved for good. */
    void achieved() throws IOException {
        if (othersDied) {
            for (var other : folder.attempts(task)) {
                if (!other.ref().equals(mark)) {
                    store.delete(other.ref());
                }
            }
            othersDied = false;
        }
    }

    void end() throws IOException {
        store.delete(mark);
    }
}
