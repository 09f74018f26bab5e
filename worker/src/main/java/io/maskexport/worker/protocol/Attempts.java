package io.maskexport.worker.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Counts the attempts on a record's work that ended with their process. An attempt leaves a mark before it begins, and takes
 * it away however it ends; only what kills the process leaves it there. What other records ask for, be it the same, counts
 * for itself: it may be under way elsewhere. A finished part proves that the work is no poison, and wipes the slate clean.
 */
final class Attempts {
    /** Attempts that may die before the request is given up. */
    static final int MOST = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final ObjectStore store;
    private final ObjectRef marks;
    private final ObjectRef mark;
    private boolean othersDied;

    /**
     * @param marks folder of the record's marks
     * @param id of this attempt, unlike any other's
     */
    Attempts(ObjectStore store, ObjectRef marks, String id) {
        this.store = store;
        this.marks = marks;
        this.mark = marks.resolve(id);
    }

    /** Begins, or begins anew; false when too many others died before. */
    boolean begin() throws IOException {
        int died = others().size();
        othersDied = died > 0;
        if (died >= MOST) {
            LOG.warn("attempt {} is not made: {} before it did not end", mark, died);
            return false;
        }
        LOG.atLevel(othersDied ? Level.WARN : Level.DEBUG).log("attempt {} begins; {} before it did not end", mark,
                died);
        store.put(mark, new byte[0], "text/plain");
        return true;
    }

    /** Something was achieved for good. */
    void achieved() throws IOException {
        if (othersDied) {
            for (var other : others()) {
                store.delete(other);
            }
            othersDied = false;
        }
    }

    void end() throws IOException {
        store.delete(mark);
        LOG.debug("attempt {} ended", mark);
    }

    private List<ObjectRef> others() throws IOException {
        var others = new ArrayList<ObjectRef>();
        store.list(marks).forEachRemaining(found -> others.add(found.ref()));
        others.remove(mark);
        return others;
    }
}
