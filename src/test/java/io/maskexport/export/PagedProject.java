package io.maskexport.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.maskexport.archive.CodePointOrder;

/** A listing in memory, given page by page in any order; counts its listings. */
final class PagedProject implements ProjectSource {
    private final List<SourceFile> files;
    private final int page;
    private int listings;

    /** @param order of the listing, by path */
    PagedProject(Collection<String> paths, int page, Comparator<String> order) {
        files = paths.stream().distinct().sorted(order)
                .map(path -> new SourceFile(path, path.length(), "v" + path.hashCode())).toList();
        this.page = page;
    }

    /** How often a folder was listed. */
    int listings() {
        return listings;
    }

    @Override
    public List<SourceFile> list(String folder) {
        return below(folder).stream().sorted(Comparator.comparing(SourceFile::path, CodePointOrder.STRINGS)).toList();
    }

    @Override
    public FilePages pages(String folder) {
        listings++;
        var rest = new ArrayList<>(below(folder));
        return () -> {
            var next = List.copyOf(rest.subList(0, Math.min(page, rest.size())));
            rest.subList(0, next.size()).clear();
            return next;
        };
    }

    private List<SourceFile> below(String folder) {
        return files.stream().filter(file -> file.path().startsWith(folder)).toList();
    }

    @Override
    public byte[] read(SourceFile file) {
        throw new UnsupportedOperationException();
    }
}
