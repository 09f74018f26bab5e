package io.maskexport.worker.preview;

import java.util.Optional;

import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;

/** How the files of an item are named in an archive. */
sealed interface ItemMembers permits FolderMembers, ShardMembers {
    /** The item with this image; empty if the path is not that of an image. */
    static Optional<? extends ItemMembers> ofImage(String path, Layout layout) {
        return switch (layout) {
            case SUPERVISELY -> FolderMembers.ofImage(path);
            case WEBDATASET -> ShardMembers.ofImage(path);
        };
    }

    /** Of the image. */
    String path();

    /** Whether a path is this item's mask of a kind. */
    boolean isMask(MaskKind kind, String path);

    /** Whether a warning about this path is one about this item. */
    boolean isSubject(String subject);
}
