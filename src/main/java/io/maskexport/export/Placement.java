package io.maskexport.export;

import java.util.Arrays;

/** Where a file lies in a folder whose files are wanted, as {@code img/}: a matter of its path alone. */
enum Placement {
    /** Directly in the folder. */
    DIRECT,
    /** In a folder within the folder. */
    SUBFOLDER,
    /** A path with an empty segment, {@code .} or {@code ..}: no file system can hold it, and no S3 client asks for it. */
    UNUSABLE,
    /** Left behind by a system or tool, or an empty object that stands for a folder. */
    LITTER;

    /**
     * Where a file lies.
     *
     * @param folder empty or ending with {@code /}
     * @param file below the folder
     */
    static Placement of(String folder, SourceFile file) {
        var path = file.path().substring(folder.length());
        var segments = path.split("/", -1);
        boolean marksFolder = segments[segments.length - 1].isEmpty() && file.bytes() == 0;
        if (marksFolder || Arrays.stream(segments).anyMatch(SystemFiles::isOne)) {
            return LITTER;
        }
        if (Arrays.stream(segments).anyMatch(Placement::isUnusable)) {
            return UNUSABLE;
        }
        return segments.length == 1 ? DIRECT : SUBFOLDER;
    }

    /** Whether no file or folder can be called so. */
    static boolean isUnusable(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }
}
