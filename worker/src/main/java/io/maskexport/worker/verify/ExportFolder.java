package io.maskexport.worker.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Port: the folder that an export lies in. */
public interface ExportFolder {
    /**
     * A file or object.
     *
     * @param name below the folder; of a folder within it, with {@code /} at its end
     * @param etag empty for a local file
     */
    record FolderEntry(String name, long bytes, Optional<String> etag) {}

    /** Everything in the folder. */
    List<FolderEntry> list() throws IOException;

    /** The content of an entry that was listed. */
    InputStream open(FolderEntry entry) throws IOException;

    /** Whether keys of parts must lie in this folder: not when the files were fetched from where they were made. */
    boolean holds(String bucket, String key);

    /** The folder's own name, where exports are called after their requests. */
    Optional<String> requestId();
}
