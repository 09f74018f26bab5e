package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import io.maskexport.defect.DefectException;

/**
 * Groups the files of a listing that share keys and lie close together. A group ends once a number of files came that
 * do not belong to it, so a key may come again in a later group. The same listing gives the same groups in the same order.
 */
final class FileGroups {
    private final FileSource files;
    private final FileKeys fileKeys;
    private final int window;
    private final HeldFiles held;
    private final Map<Long, FileGroup> byKey = new HashMap<>();
    /** Those still open, by the time of their last change. */
    private final Set<FileGroup> open = new LinkedHashSet<>();
    private final Queue<FileGroup> ended = new ArrayDeque<>();
    private long now;

    /** Gives files; empty at the end. */
    @FunctionalInterface
    interface FileSource {
        Optional<ListedFile> next() throws IOException, InterruptedException;
    }

    /** Gives the keys of a file. */
    @FunctionalInterface
    interface FileKeys {
        long[] of(ListedFile file);
    }

    /** @param window number of other files after which a group ends */
    FileGroups(FileSource files, FileKeys fileKeys, int window, HeldFiles held) {
        this.files = files;
        this.fileKeys = fileKeys;
        this.window = window;
        this.held = held;
    }

    /** The next group; empty at the end. */
    Optional<FileGroup> next() throws IOException, InterruptedException, DefectException {
        while (ended.isEmpty()) {
            var file = files.next();
            if (file.isEmpty()) {
                ended.addAll(open);
                open.clear();
                break;
            }
            held.add(1);
            add(file.get());
            endOld();
        }
        var group = Optional.ofNullable(ended.poll());
        group.ifPresent(done -> held.remove(done.size()));
        return group;
    }

    private void add(ListedFile file) {
        var keys = fileKeys.of(file);
        var group = new FileGroup();
        for (long key : keys) {
            var other = byKey.get(key);
            if (other != null && other != group) {
                open.remove(other);
                open.remove(group);
                group = united(group, other);
            }
        }
        for (long key : keys) {
            group.addKey(key);
            byKey.put(key, group);
        }
        group.add(file, now++);
        open.add(group);
    }

    private FileGroup united(FileGroup a, FileGroup b) {
        var into = a.keys().size() + a.size() >= b.keys().size() + b.size() ? a : b;
        var from = into == a ? b : a;
        into.addAll(from);
        from.keys().forEach(key -> byKey.put(key, into));
        return into;
    }

    private void endOld() {
        var oldest = open.iterator();
        while (oldest.hasNext()) {
            var group = oldest.next();
            if (now - group.lastChange() <= window) {
                break;
            }
            oldest.remove();
            group.keys().forEach(byKey::remove);
            ended.add(group);
        }
    }
}
