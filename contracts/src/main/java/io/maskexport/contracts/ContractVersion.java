package io.maskexport.contracts;

/** What all messages have in common. */
public final class ContractVersion {
    /** Major version: fields are added within one, and never renamed, removed or given another meaning. */
    public static final int VERSION = 1;

    /** Most bytes of a message. */
    public static final int MAX_BYTES = 256 << 10;

    private ContractVersion() {}
}
