package io.maskexport.contracts;

/** Properties common to all messages. */
public final class ContractVersion {
    /** Major version. Within it, fields are added but never renamed, removed or redefined. */
    public static final int VERSION = 1;

    /** Largest size of a message, in bytes. */
    public static final int MAX_BYTES = 256 << 10;

    private ContractVersion() {}
}
