package io.maskexport.worker.bucket;

import java.util.List;

/**
 * The direct content of a folder in a bucket.
 *
 * @param folders names of its subfolders, each ending with {@code /}; {@code "/"}, {@code "./"} and {@code "../"} are
 * possible
 * @param objects in key order; one of them may stand for the folder itself
 */
public record FolderListing(List<String> folders, List<ObjectInfo> objects) {
    public FolderListing {
        folders = List.copyOf(folders);
        objects = List.copyOf(objects);
    }
}
