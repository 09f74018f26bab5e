package io.maskexport.contracts;

/**
 * How to split the archive into parts.
 *
 * @param partMaxBytes largest size of a part, {@link #MIN_PART} to {@link #MAX_PART}; a part with a single item may
 * exceed it
 */
public record ArchiveOptions(long partMaxBytes, PartNaming naming) {
    /** One tar record. */
    public static final long MIN_PART = 10_240;

    /** 5 GiB: the largest object that a store copies in one request, without the bytes passing through a client. */
    public static final long MAX_PART = 5L << 30;

    /** Parts of 500 MB, as in the reference application. */
    public static final ArchiveOptions DEFAULTS = new ArchiveOptions(500_000_000, PartNaming.PART);
}
