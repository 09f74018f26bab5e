package io.maskexport.worker.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Port: the folder that contains an export. */
public interface ExportFolder {
    /**
     * A file, an object or a subfolder.
     *
     * @param name relative to the folder; the name of a subfolder ends with {@code /}
     * @param etag empty for a local file
     */
    record FolderEntry(String name, long bytes, Optional<String> etag) {}

    /** Everything in the folder. */
    List<FolderEntry> list() throws IOException;

    /** The content of an entry that was listed. */
    InputStream open(FolderEntry entry) throws IOException;

    /**
     * An object of another export, which a delta refers to; empty if it is not there. Of local copies it is in the folder of
     * that export's name beside this one.
     */
    Optional<InputStream> elsewhere(String bucket, String key) throws IOException;

    /** Whether a part with this key belongs in this folder; always true for local copies. */
    boolean holds(String bucket, String key);

    /** The request id, if the folder is named after it. */
    Optional<String> requestId();
}
