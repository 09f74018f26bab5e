package io.maskexport.export;

import java.util.Optional;

import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.TarSize;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.render.Layout;

/** Counts the output of an export, which is limited. Not thread-safe. */
public final class OutputCount {
    private final Limits limits;
    private long members;
    private long bytes;

    public OutputCount(Limits limits) {
        this.limits = limits;
    }

    /**
     * Adds to the counts.
     *
     * @param moreBytes size in the archive, headers included
     * @throws DefectException {@code OUTPUT_LIMIT}
     */
    public void add(long moreMembers, long moreBytes) throws DefectException {
        members = Math.addExact(members, moreMembers);
        bytes = Math.addExact(bytes, moreBytes);
        check(Limit.EXPORT_MEMBERS, members, "files");
        check(Limit.EXPORT_BYTES, bytes, "bytes");
    }

    /** Adds the files of an item, or those at the root. */
    public void add(MemberGroup group) throws DefectException {
        add(group.members().size(), TarSize.of(group));
    }

    /** Adds the files that an item certainly has: its inputs, unless they are too large to be exported. */
    public void addInputs(Item item, Layout layout) throws DefectException {
        var paths = new ItemPaths(item, layout);
        addInput(paths.image(), item.image());
        addInput(paths.annotation(), item.annotation());
    }

    /** Size of an item's inputs in the archive, headers included. */
    public static long inputBytes(Item item, Layout layout) {
        var paths = new ItemPaths(item, layout);
        return item.image().map(file -> TarSize.of(paths.image(), file.bytes())).orElse(0L)
                + item.annotation().map(file -> TarSize.of(paths.annotation(), file.bytes())).orElse(0L);
    }

    private void addInput(String path, Optional<SourceFile> file) throws DefectException {
        if (file.isPresent() && file.get().bytes() <= limits.of(Limit.IMAGE_BYTES)) {
            add(1, TarSize.of(path, file.get().bytes()));
        }
    }

    private void check(Limit limit, long counted, String what) throws DefectException {
        if (counted > limits.of(limit)) {
            throw new DefectException(limit, DefectCode.OUTPUT_LIMIT,
                    "the archive would have more than %d %s".formatted(limits.of(limit), what));
        }
    }
}
