package io.maskexport.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.maskexport.archive.CodePointOrder;

/** Files that must be planned together, because each shares a {@linkplain NameKeys key} with another of them. */
final class FileGroup {
    private static final Comparator<SourceFile> ORDER = Comparator.comparing(SourceFile::path, CodePointOrder.STRINGS);

    private final List<ListedFile> files = new ArrayList<>(2);
    private final Set<Long> keys = new HashSet<>(8);
    private long lastChange;

    void add(ListedFile file, long now) {
        files.add(file);
        lastChange = now;
    }

    void addKey(long key) {
        keys.add(key);
    }

    /** Adds the files and keys of another group. */
    void addAll(FileGroup other) {
        files.addAll(other.files);
        keys.addAll(other.keys);
    }

    /** Number of the file that was added last. */
    long lastChange() {
        return lastChange;
    }

    int size() {
        return files.size();
    }

    Set<Long> keys() {
        return keys;
    }

    List<ListedFile> files() {
        return files;
    }

    /** Its images, in path order. */
    List<SourceFile> images() {
        return files.stream().filter(ListedFile::isImage).map(ListedFile::file).sorted(ORDER).toList();
    }

    /** Its annotations, in path order. */
    List<SourceFile> annotations() {
        return files.stream().filter(file -> !file.isImage()).map(ListedFile::file).sorted(ORDER).toList();
    }
}
