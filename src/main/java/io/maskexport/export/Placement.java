package io.maskexport.export;

import java.util.Arrays;

/** How a file relates to a folder of wanted files, such as {@code img/}; depends only on its path. */
enum Placement {
    /** Directly in the folder. */
    DIRECT,
    /** In a subfolder. */
    SUBFOLDER,
    /** A path with an empty segment, {@code .} or {@code ..}: no file system can hold it, and no S3 client requests it. */
    UNUSABLE,
    /** Left by a system or tool, or an empty object that stands for a folder. */
    LITTER;

    /**
     * The placement of a file.
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

    /** Whether no file or folder can have this name. */
    static boolean isUnusable(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }
}
