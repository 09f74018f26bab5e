package io.maskexport.export;

import java.io.IOException;
import java.util.List;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.defect.DefectException;

/** Port: where a project is read from. Safe for many threads. */
public interface ProjectSource {
    /** All files below a folder ({@code ""} for the root, else ending with {@code /}), at any depth, in path order. */
    List<SourceFile> list(String folder) throws IOException, InterruptedException;

    /**
     * Names of the folders directly in a folder, in name order. Sources that can list with a delimiter should, instead of
     * listing all files as this does.
     */
    default List<String> folders(String folder) throws IOException, InterruptedException {
        return list(folder).stream()
                .map(file -> file.path().substring(folder.length()))
                .filter(path -> path.indexOf('/') > 0)
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .sorted(CodePointOrder.STRINGS)
                .toList();
    }

    /**
     * The whole content of a file in the version that was listed.
     *
     * @throws DefectException {@code INPUT_CHANGED} when that version is gone
     * @throws IOException when it cannot be read now; the attempt fails, the item is never skipped for it
     */
    byte[] read(SourceFile file) throws IOException, InterruptedException, DefectException;
}
