package io.maskexport.worker.bucket;

import java.util.List;

/**
 * What lies directly in a folder of a bucket.
 *
 * @param folders names of the folders in it, each with {@code /} at its end; {@code "/"}, {@code "./"} and {@code "../"} are
 *     possible
 * @param objects in key order; one of them may stand for the folder itself
 */
public record FolderListing(List<String> folders, List<ObjectInfo> objects) {
    public FolderListing {
        folders = List.copyOf(folders);
        objects = List.copyOf(objects);
    }
}
