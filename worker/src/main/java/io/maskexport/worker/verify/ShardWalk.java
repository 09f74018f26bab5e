package io.maskexport.worker.verify;

import io.maskexport.render.MaskKind;

/**
 * Follows the members of a shard: those of an item have one key, the path up to the first dot of the file's name, and stand
 * side by side. Names items by their keys.
 */
final class ShardWalk extends MemberWalk {
    private static final String PNG = ".png";
    private static final String IMAGE = "img.";

    private final SeenPaths keys;

    /** @param keys of the parts before */
    ShardWalk(SeenPaths keys) {
        this.keys = keys;
    }

    @Override
    boolean next(String path) {
        int folder = path.lastIndexOf('/');
        int dot = path.indexOf('.', folder + 1);
        if (folder < 1 || dot <= folder + 1) {
            return false;
        }
        var key = path.substring(0, dot);
        boolean isOfLast = key.equals(last());
        if (!isOfLast && !keys.add(key)) {
            return false;
        }
        if (!isOfLast) {
            addItem(key);
        }
        return isKnown(path.substring(dot + 1));
    }

    private boolean isKnown(String extension) {
        for (var kind : MaskKind.values()) {
            var word = kind.word();
            boolean isMask = kind.isSeveral()
                    ? extension.startsWith(word + ".") && extension.endsWith(PNG)
                    : kind.endings().stream().anyMatch(ending -> extension.equals(word + ending));
            if (isMask) {
                addMask(kind);
                return true;
            }
        }
        return extension.equals("json") || extension.equals("img")
                || (extension.startsWith(IMAGE) && extension.indexOf('.', IMAGE.length()) < 0);
    }
}
