package io.maskexport.export;

import java.util.Locale;
import java.util.Set;

/**
 * Names that operating systems and tools leave in any folder. They are not part of a project, and no warning mentions
 * them.
 */
final class SystemFiles {
    /** In lower case: these systems ignore case. */
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

    /** Whether a file or folder with this name is not the user's. */
    static boolean isOne(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        // files beside files on macOS, trash on Linux, deleted files on NFS, folder markers of Hadoop
        return NAMES.contains(lower) || lower.startsWith("._") || lower.startsWith(".trash-")
                || lower.startsWith(".nfs0") || lower.endsWith("_$folder$");
    }
}
