package io.maskexport.resilience.simulation;

import java.util.random.RandomGenerator;

/** Random faults, which end after a while. Kinds and frequency differ from run to run. */
final class RandomFaults implements FaultSource {
    private static final long HORIZON = 30 * 60 * Scheduler.SECOND;
    private static final int MAX_FAULTS = 40;
    private static final CallFault[] KINDS = {CallFault.CRASH, CallFault.FREEZE, CallFault.REFUSED,
        CallFault.UNANSWERED, CallFault.LATE};
    /** Average number of calls per fault. */
    private static final int[] RATES = {10, 30, 100, 300};

    private final RandomGenerator random;
    private final int mask;
    private final int rate;
    private int left;

    RandomFaults(RandomGenerator random) {
        this.random = random;
        this.mask = 1 + random.nextInt((1 << KINDS.length) - 1);
        this.rate = RATES[random.nextInt(RATES.length)];
        this.left = random.nextInt(4) == 0 ? MAX_FAULTS : random.nextInt(8);
    }

    @Override
    public CallFault next(WorkerCall operation, long now) {
        if (left == 0 || now > HORIZON || random.nextInt(rate) > 0) {
            return CallFault.NONE;
        }
        int kind = random.nextInt(KINDS.length);
        if ((mask & 1 << kind) == 0) {
            return CallFault.NONE;
        }
        left--;
        return KINDS[kind];
    }
}
