package io.maskexport.resilience.simulation;

import java.util.random.RandomGenerator;

/** Faults at random: of which kinds and how many differs from run to run. They end after a while. */
final class RandomFaults implements FaultSource {
    private static final long HORIZON = 30 * 60 * Scheduler.SECOND;
    private static final int MOST = 40;
    private static final CallFault[] KINDS = {CallFault.CRASH, CallFault.FREEZE, CallFault.REFUSED,
        CallFault.UNANSWERED, CallFault.LATE};
    /** One fault in so many calls. */
    private static final int[] RATES = {10, 30, 100, 300};

    private final RandomGenerator luck;
    private final int mask;
    private final int rate;
    private int left;

    RandomFaults(RandomGenerator luck) {
        this.luck = luck;
        this.mask = 1 + luck.nextInt((1 << KINDS.length) - 1);
        this.rate = RATES[luck.nextInt(RATES.length)];
        this.left = luck.nextInt(4) == 0 ? MOST : luck.nextInt(8);
    }

    @Override
    public CallFault next(WorkerCall operation, long now) {
        if (left == 0 || now > HORIZON || luck.nextInt(rate) > 0) {
            return CallFault.NONE;
        }
        int kind = luck.nextInt(KINDS.length);
        if ((mask & 1 << kind) == 0) {
            return CallFault.NONE;
        }
        left--;
        return KINDS[kind];
    }
}
