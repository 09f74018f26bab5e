package io.maskexport.export;

import java.io.IOException;
import java.util.List;

import io.maskexport.defect.DefectException;

/** Port: where a project is read from. Safe for many threads. */
public interface ProjectSource {
    /** All files below a folder ({@code ""} for the root, else ending with {@code /}), at any depth, in path order. */
    List<SourceFile> list(String folder) throws IOException, InterruptedException;

    /**
     * What lies directly in a folder. Sources that can list with a delimiter should, instead of listing all files as this
     * does.
     */
    default FolderContent content(String folder) throws IOException, InterruptedException {
        return FolderContent.of(folder, list(folder));
    }

    /** Paths, in order, of what is there and is no file to read: links that lead elsewhere, devices. */
    default List<String> unreadable() throws IOException {
        return List.of();
    }

    /**
     * The whole content of a file in the version that was listed.
     *
     * @throws DefectException {@code INPUT_CHANGED} when that version is gone
     * @throws IOException when it cannot be read now; the attempt fails, the item is never skipped for it
     */
    byte[] read(SourceFile file) throws IOException, InterruptedException, DefectException;
}
