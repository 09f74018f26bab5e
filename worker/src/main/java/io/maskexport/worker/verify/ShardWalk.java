package io.maskexport.worker.verify;

import java.util.EnumMap;
import java.util.Map;

import io.maskexport.render.MaskKind;

/**
 * Follows the members of a shard: those of an item have one key, the path up to the first dot of the file's name, and stand
 * side by side. Names items by their keys.
 */
final class ShardWalk implements MemberWalk {
    private static final String PNG = ".png";
    private static final String IMAGE = "img.";

    private final SeenPaths keys;
    private final Map<MaskKind, Long> masks = new EnumMap<>(MaskKind.class);
    private String first = "";
    private String last = "";
    private long items;

    /** @param keys of the parts before */
    ShardWalk(SeenPaths keys) {
        this.keys = keys;
    }

    @Override
    public boolean next(String path) {
        int folder = path.lastIndexOf('/');
        int dot = path.indexOf('.', folder + 1);
        if (folder < 1 || dot <= folder + 1) {
            return false;
        }
        var key = path.substring(0, dot);
        boolean isOfLast = key.equals(last) && items > 0;
        if (!isOfLast && !keys.add(key)) {
            return false;
        }
        if (!isOfLast) {
            first = items == 0 ? key : first;
            last = key;
            items++;
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
                masks.merge(kind, 1L, Long::sum);
                return true;
            }
        }
        return extension.equals("json") || extension.equals("img")
                || (extension.startsWith(IMAGE) && extension.indexOf('.', IMAGE.length()) < 0);
    }

    @Override
    public long items() {
        return items;
    }

    @Override
    public String first() {
        return first;
    }

    @Override
    public String last() {
        return last;
    }

    @Override
    public Map<MaskKind, Long> masks() {
        return Map.copyOf(masks);
    }
}
