package io.maskexport.export;

import java.util.Locale;
import java.util.Set;

/**
 * Names that operating systems and tools leave behind in any folder. They are no part of a project, and nobody wants to
 * hear of them.
 */
final class SystemFiles {
    /** In small letters: these systems ignore case. */
    private static final Set<String> NAMES = Set.of(
            // macOS, its archives and network shares
            ".ds_store", "__macosx", ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems", ".appledouble",
            ".appledb", ".appledesktop", ".documentrevisions-v100", ".localized", ".volumeicon.icns", "icon\r",
            ".com.apple.timemachine.donotpresent", ".apdisk",
            // Windows
            "thumbs.db", "thumbs.db:encryptable", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "$recycle.bin",
            "system volume information",
            // Linux desktops, file systems and storage boxes
            ".directory", "lost+found", "@eadir", "#recycle",
            // tools
            ".git", ".gitignore", ".gitattributes", ".gitkeep", ".keep", ".svn", ".hg", ".idea", ".vscode",
            ".ipynb_checkpoints", "__pycache__");

    private SystemFiles() {}

    /** Whether a file or folder of that name is none of the user's. */
    static boolean isOne(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        // what macOS keeps beside files, trash of Linux, deleted files on NFS, folder marks of Hadoop
        return NAMES.contains(lower) || lower.startsWith("._") || lower.startsWith(".trash-")
                || lower.startsWith(".nfs0") || lower.endsWith("_$folder$");
    }
}
