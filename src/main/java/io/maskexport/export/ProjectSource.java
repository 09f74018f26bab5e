package io.maskexport.export;

import java.io.IOException;
import java.util.List;

import io.maskexport.defect.DefectException;

/** Port: reads a project. Thread-safe. */
public interface ProjectSource {
    /** All files below a folder ({@code ""} for the root, otherwise ending with {@code /}), at any depth, in path order. */
    List<SourceFile> list(String folder) throws IOException, InterruptedException;

    /** The same files page by page, for folders of any size; in the source's own order, which is the same each time. */
    default FilePages pages(String folder) throws IOException, InterruptedException {
        return FilePages.of(list(folder));
    }

    /**
     * The direct content of a folder. Sources that can list with a delimiter should override this; it lists all files.
     */
    default FolderContent content(String folder) throws IOException, InterruptedException {
        return FolderContent.of(folder, list(folder));
    }

    /** How many folders are worth reading at a time. */
    default ConcurrentCalls concurrently() {
        return new ConcurrentCalls(1);
    }

    /** Paths, in order, of entries that are not readable files: links that lead elsewhere, devices. */
    default List<String> unreadable() throws IOException {
        return List.of();
    }

    /**
     * The whole content of a file, in the version that was listed.
     *
     * @throws DefectException {@code INPUT_CHANGED} if that version is gone
     * @throws IOException if it cannot be read now; the attempt fails, and the item is never skipped for it
     */
    byte[] read(SourceFile file) throws IOException, InterruptedException, DefectException;
}
