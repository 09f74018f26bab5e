package io.maskexport.contracts;

/**
 * How the archive is cut.
 *
 * @param partMaxBytes largest size of a part, unless one item alone is larger; {@link #MIN_PART} to {@link #MAX_PART}
 */
public record Archive(long partMaxBytes, Naming naming) {
    /** One tar record. */
    public static final long MIN_PART = 10_240;

    /** 50 GiB: what an upload of 10,000 pieces of 5 MiB and more can hold. */
    public static final long MAX_PART = 50L << 30;

    /** Parts of 500 MB, as the reference application cut them. */
    public static final Archive DEFAULTS = new Archive(500_000_000, Naming.PART);
}
