package io.maskexport.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** A dataset of any size whose listing is made page by page; its names begin with an ordered number. */
final class GeneratedDataset implements ProjectSource {
    static final Dataset DATASET = new Dataset("d", "d/", "d", false, List.of());
    private static final int PAGE = 1_000;

    private final int items;
    private final String suffix;
    private final Set<String> annotations;
    private final Set<String> images;

    /**
     * @param suffix of all names, before their extension
     * @param images extensions of the images of each item, in order
     * @param annotations what follows the suffix in the names of its annotations, in order
     */
    GeneratedDataset(int items, String suffix, Set<String> images, Set<String> annotations) {
        this.items = items;
        this.suffix = suffix;
        this.images = images;
        this.annotations = annotations;
    }

    @Override
    public List<SourceFile> list(String folder) {
        throw new UnsupportedOperationException("a listing that is too long");
    }

    @Override
    public FilePages pages(String folder) {
        var endings = folder.equals("d/img/") ? images : annotations;
        IntFunction<String> name = i -> folder + "frame_" + (10_000_000 + i) + suffix;
        var next = new int[1];
        return () -> {
            var page = new ArrayList<SourceFile>(PAGE);
            for (; next[0] < items && page.size() < PAGE; next[0]++) {
                endings.stream().sorted()
                        .forEach(end -> page.add(new SourceFile(name.apply(next[0]) + end, 100, "0123456789abcdef")));
            }
            return page;
        };
    }

    @Override
    public byte[] read(SourceFile file) {
        throw new UnsupportedOperationException();
    }
}
