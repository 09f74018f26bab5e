package io.maskexport.export;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An item's part of the budget, given back when the last of its holders lets go: the export, and whoever works on the
 * item at the moment. So a cancelled export goes away at once, and what a render thread still uses stays counted.
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

    /** Holds it too, unless everyone has let go; whoever holds it must {@link #release} it. */
    boolean hold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            share.close();
        }
    }
}
