package io.maskexport.export;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An item's part of the budget, released when its last holder lets go: the export, and whichever thread works on the
 * item. So a cancelled export ends at once, while memory that a render thread still uses stays counted.
 */
final class ItemShare {
    private final ByteBudget.Share share;
    private final AtomicInteger holders = new AtomicInteger(1);

    ItemShare(ByteBudget.Share share) {
        this.share = share;
    }

    ByteBudget.Share share() {
        return share;
    }

    /** Becomes a holder, unless all holders have let go; each holder must {@link #release} it. */
    boolean hold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            share.close();
        }
    }
}
