package io.maskexport.select;

import java.util.Arrays;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;

/** Finds the smallest of any number of hashes, as unsigned numbers, in memory for twice as many as are wanted. */
final class SmallestHashes {
    private final long wanted;
    private final long most;
    /** With the sign bit inverted, so that signed order is the order of unsigned numbers. */
    private long[] kept = new long[16];
    private int count;
    /** No kept hash is larger. */
    private long bound = Long.MAX_VALUE;
    private boolean sealed;
    private long below;
    private long atBound;

    /** @param most how many may be wanted, if there are as many */
    SmallestHashes(long wanted, long most) {
        this.wanted = wanted;
        this.most = Math.min(most, Integer.MAX_VALUE / 4);
    }

    /** @throws DefectException {@code OUTPUT_LIMIT} if too many would have to be kept */
    void add(long hash) throws DefectException {
        long ordered = hash ^ Long.MIN_VALUE;
        if (ordered > bound) {
            return;
        }
        if (count == 2 * Math.min(wanted, most)) {
            keepSmallest();
        }
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, 2 * count);
        }
        kept[count++] = ordered;
        if (wanted > most && count > most) {
            throw new DefectException(Limit.SAMPLE_ITEMS, DefectCode.OUTPUT_LIMIT,
                    "a sample of more than %d items; a percentage has no limit".formatted(most));
        }
    }

    private void keepSmallest() {
        Arrays.sort(kept, 0, count);
        count = (int) Math.min(count, wanted);
        bound = count > 0 && count == wanted ? kept[count - 1] : bound;
    }

    /** Whether a hash is among the smallest; if equal ones compete for the last place, the first come are. */
    boolean take(long hash) {
        seal();
        long ordered = hash ^ Long.MIN_VALUE;
        boolean taken = ordered < bound ? below > 0 : ordered == bound && atBound > 0;
        if (taken && ordered < bound) {
            below--;
        } else if (taken) {
            atBound--;
        }
        return taken;
    }

    private void seal() {
        if (!sealed) {
            keepSmallest();
            sealed = true;
            for (int i = 0; i < count; i++) {
                below += kept[i] < bound ? 1 : 0;
            }
            atBound = count - below;
            kept = new long[0];
        }
    }

    /** Whether all of the smallest were taken. */
    boolean isComplete() {
        seal();
        return below == 0 && atBound == 0;
    }
}
