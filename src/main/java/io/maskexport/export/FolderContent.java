package io.maskexport.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import io.maskexport.archive.CodePointOrder;

/**
 * The direct content of a project folder.
 *
 * @param folders names of its subfolders, in name order; keys of an object store may also give {@code ""}, {@code .}
 * and {@code ..}
 * @param files its files, in path order
 */
public record FolderContent(List<String> folders, List<SourceFile> files) {
    public FolderContent {
        folders = folders.stream().sorted(CodePointOrder.STRINGS).toList();
        files = files.stream().sorted(Comparator.comparing(SourceFile::path, CodePointOrder.STRINGS)).toList();
    }

    /**
     * The direct content of a folder.
     *
     * @param below all files below it, at any depth
     */
    static FolderContent of(String folder, List<SourceFile> below) {
        var folders = new TreeSet<>(CodePointOrder.STRINGS);
        var files = new ArrayList<SourceFile>();
        for (var file : below) {
            int end = file.path().indexOf('/', folder.length());
            if (end < 0) {
                files.add(file);
            } else {
                folders.add(file.path().substring(folder.length(), end));
            }
        }
        return new FolderContent(List.copyOf(folders), files);
    }
}
