package io.maskexport.select;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Decides which items are in a sample. An item's hash is the first eight bytes, as an unsigned number, of SHA-256 over the
 * seed, a colon, and the item's path in Unicode form NFC. A share takes the items whose hash is below that share of
 * 2<sup>64</sup>, so that no item's place depends on others; a number takes the items with the smallest hashes. For one
 * listing; not thread-safe.
 */
public final class ItemSample {
    private static final long MILLION = 1_000_000;

    private final Sample sample;
    private final long seed;
    private final MessageDigest sha256;
    private final SmallestHashes smallest;

    private ItemSample(Sample sample, long seed, SmallestHashes smallest) {
        this.sample = sample;
        this.seed = seed;
        this.smallest = smallest;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
        smallest.add(hash(path));
    }

    /** Whether an item is in the sample; each is asked about once. */
    public boolean takes(String path) {
        return switch (sample) {
            case Sample.Everything _ -> true;
            case Sample.Count _ -> smallest.take(hash(path));
            case Sample.Share(long millionths, long _) ->
                Math.unsignedMultiplyHigh(hash(path), MILLION) < millionths;
        };
    }

    /** Whether as many items were taken as were there when it looked ahead. */
    public boolean isComplete() {
        return smallest.isComplete();
    }

    private long hash(String path) {
        byte[] digest = sha256.digest((seed + ":" + NamePatterns.composed(path)).getBytes(UTF_8));
        long hash = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            hash = hash << Byte.SIZE | (digest[i] & 255);
        }
        return hash;
    }
}
