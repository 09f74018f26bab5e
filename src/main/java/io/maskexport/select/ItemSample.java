package io.maskexport.select;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

/**
 * Decides which items are in a sample. An item's hash is the first eight bytes, as an unsigned number, of SHA-256 over the
 * seed, a colon, and the item's path in Unicode form NFC. A share takes the items whose hash is below that share of
 * 2<sup>64</sup>, so that no item's place depends on others; a number takes the items with the smallest hashes. For one
 * listing; not thread-safe.
 */
public final class ItemSample {
    private final Sample sample;
    private final ItemHash hash;
    private final SmallestHashes smallest;

    private ItemSample(Sample sample, long seed, SmallestHashes smallest) {
        this.sample = sample;
        this.smallest = smallest;
        hash = new ItemHash(seed + ":");
    }

    /** @param limits {@link Limit#SAMPLE_ITEMS} bounds the memory of a sample of a number of items */
    public static ItemSample of(Sample sample, Limits limits) {
        long most = limits.of(Limit.SAMPLE_ITEMS);
        return switch (sample) {
            case Sample.Everything _ -> new ItemSample(sample, 0, new SmallestHashes(0, most));
            case Sample.Count(long items, long seed) -> new ItemSample(sample, seed, new SmallestHashes(items, most));
            case Sample.Share(long _, long seed) -> new ItemSample(sample, seed, new SmallestHashes(0, most));
        };
    }

    /** Whether all items must be looked at before one is taken. */
    public boolean looksAhead() {
        return sample instanceof Sample.Count;
    }

    /** @throws DefectException {@code OUTPUT_LIMIT} */
    public void lookAhead(String path) throws DefectException {
        smallest.add(hash.of(path));
    }

    /** Whether an item is in the sample; each is asked about once. */
    public boolean takes(String path) {
        return switch (sample) {
            case Sample.Everything _ -> true;
            case Sample.Count _ -> smallest.take(hash.of(path));
            case Sample.Share(long millionths, long _) -> hash.millionthsOf(path) < millionths;
        };
    }

    /** Whether as many items were taken as were there when it looked ahead. */
    public boolean isComplete() {
        return smallest.isComplete();
    }
}
