package io.maskexport.export;

import java.io.IOException;
import java.util.List;

/** The files below a folder, page by page, each once. For one thread at a time. */
@FunctionalInterface
public interface FilePages {
    /** The next files, usually in path order; empty at the end. */
    List<SourceFile> next() throws IOException, InterruptedException;

    /** All files as one page. */
    static FilePages of(List<SourceFile> files) {
        var pages = List.of(files, List.<SourceFile>of()).iterator();
        return () -> pages.hasNext() ? pages.next() : List.of();
    }
}
