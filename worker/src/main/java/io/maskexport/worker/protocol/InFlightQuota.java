package io.maskexport.worker.protocol;

/**
 * How many exports of a tenant may be in flight: begun and not ended, on all workers together.
 *
 * @param most largest number; 0 for any
 * @param excess what becomes of a request beyond it
 */
public record InFlightQuota(int most, Excess excess) {
    /** No bound. */
    public static final InFlightQuota NONE = new InFlightQuota(0, Excess.WAIT);

    /** What becomes of a request that exceeds the quota. */
    public enum Excess {
        /** It is tried again until its deadline, then refused. */
        WAIT,
        /** It is refused. */
        REFUSE
    }

    boolean isLimited() {
        return most > 0;
    }
}
