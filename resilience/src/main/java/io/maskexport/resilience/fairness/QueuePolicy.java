package io.maskexport.resilience.fairness;

/** What a free slot does with the records of its topic. */
enum QueuePolicy {
    /** Takes the next record. */
    FIFO("in order"),
    /**
     * Passes over up to a hundred records of tenants that have had their turn, without knowing whether anybody else waits,
     * and takes the next one if it finds nobody.
     */
    PASS_BLINDLY("pass over, blindly"),
    /** Passes records over only if a tenant that comes first is known to wait behind them. */
    LOOK_AHEAD("look ahead, then pass over"),
    /** Locks a share of the group's window, and takes the record of the tenant that comes first; the others stay locked. */
    HOLD_BACK("hold back by locks");

    private final String label;

    QueuePolicy(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
