package io.maskexport.export;

import java.util.Optional;

import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.TarSize;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

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
    public void addInputs(Item item) throws DefectException {
        addInput(item.path(), item.image());
        addInput(item.folder() + "/ann/" + item.annotationName(), item.annotation());
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
