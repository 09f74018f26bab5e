package io.maskexport.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How to split the archive into parts.
 *
 * @param partMaxBytes largest size of a part, {@link #MIN_PART} to {@link #MAX_PART}; a part with a single item may
 * exceed it
 * @param index true if each part has an index beside it, and the archive {@code classes.json}; else null
 * @param layout how the files of items are named; null for {@link ArchiveLayout#SUPERVISELY}
 * @param inputs true if the index also says what each item was made of; else null
 */
public record ArchiveOptions(long partMaxBytes, PartNaming naming,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean index,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ArchiveLayout layout,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean inputs) {
    /** One tar record. */
    public static final long MIN_PART = 10_240;

    /** 5 GiB: the largest object that a store copies in one request, without the bytes passing through a client. */
    public static final long MAX_PART = 5L << 30;

    /** Parts of 500 MB, as in the reference application. */
    public static final ArchiveOptions DEFAULTS = new ArchiveOptions(500_000_000, PartNaming.PART);

    public ArchiveOptions {
        index = Boolean.TRUE.equals(index) ? Boolean.TRUE : null; // as in requests that do not know it
        layout = layout == ArchiveLayout.SUPERVISELY ? null : layout;
        inputs = Boolean.TRUE.equals(inputs) ? Boolean.TRUE : null;
    }

    /** Without the inputs of items. */
    public ArchiveOptions(long partMaxBytes, PartNaming naming, @Nullable Boolean index,
            @Nullable ArchiveLayout layout) {
        this(partMaxBytes, naming, index, layout, null);
    }

    /** With folders for each kind of file. */
    public ArchiveOptions(long partMaxBytes, PartNaming naming, @Nullable Boolean index) {
        this(partMaxBytes, naming, index, null);
    }

    /** Without an index. */
    public ArchiveOptions(long partMaxBytes, PartNaming naming) {
        this(partMaxBytes, naming, null);
    }

    /** Whether each part is a shard, an archive on its own. */
    public boolean sharded() {
        return layout == ArchiveLayout.WEBDATASET;
    }

    /** Whether the index says what each item was made of, so that a later export can be a delta since this one. */
    public boolean tracked() {
        return inputs != null;
    }

    /** Whether each part has an index beside it. */
    public boolean indexed() {
        return index != null;
    }
}
