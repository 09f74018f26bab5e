package io.maskexport.worker.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

import static io.maskexport.worker.verify.DifferenceCode.MEMBER_HEADER;
import static io.maskexport.worker.verify.DifferenceCode.MEMBER_PATH;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What every member of a part must be, so that it can be unpacked safely on any system. */
public final class MemberRules {
    /** An empty, {@code .} or {@code ..} segment, a drive letter, a backslash, or an invisible character. */
    private static final Pattern UNSAFE = Pattern.compile(
            "(.*/)?\\.{0,2}(/.*)?|[A-Za-z]:.*|.*[\\\\\\p{Cc}\\p{Cs}].*", Pattern.DOTALL);

    /** Bytes in UTF-8 that the usual file systems allow for a segment, and systems for a whole path. */
    private static final int SEGMENT_BYTES = 255;
    private static final int PATH_BYTES = 4_096;

    private MemberRules() {}

    /** Whether a path is relative, stays in its folder, and is one and the same on all systems. */
    public static boolean isSafe(String path) {
        return isShort(path) && !UNSAFE.matcher(path).matches();
    }

    private static boolean isShort(String path) {
        int segment = 0;
        var bytes = path.getBytes(UTF_8);
        for (byte next : bytes) {
            segment = next == '/' ? 0 : segment + 1;
            if (segment > SEGMENT_BYTES) {
                return false;
            }
        }
        return bytes.length <= PATH_BYTES;
    }

    /**
     * What is wrong with a member; empty if it is a regular file with a safe path and without an owner.
     *
     * @param part that contains it
     */
    public static List<ExportDifference> problems(TarArchiveEntry entry, String part) {
        var problems = new ArrayList<ExportDifference>();
        var path = entry.getName();
        if (!isSafe(path)) {
            problems.add(new ExportDifference(MEMBER_PATH, path, "in " + part));
        }
        if (entry.getLinkFlag() != TarConstants.LF_NORMAL || entry.getLongUserId() != 0
                || entry.getLongGroupId() != 0) {
            problems.add(new ExportDifference(MEMBER_HEADER, path, "type %c, user %d, group %d".formatted(
                    (char) entry.getLinkFlag(), entry.getLongUserId(), entry.getLongGroupId())));
        }
        if (entry.isSparse()) {
            problems.add(new ExportDifference(MEMBER_HEADER, path, "has holes: it is larger than the part"));
        }
        if (!entry.isCheckSumOK()) {
            problems.add(new ExportDifference(MEMBER_HEADER, path, "its checksum is wrong"));
        }
        return problems;
    }
}
