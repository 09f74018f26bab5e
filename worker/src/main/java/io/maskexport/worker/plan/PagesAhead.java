package io.maskexport.worker.plan;

import java.io.IOException;
import java.util.List;

import io.maskexport.defect.DefectException;
import io.maskexport.export.FilePages;
import io.maskexport.export.FolderContent;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.SourceFile;

/** A project of which each listing is one page ahead, from its start on: several folders are listed at the same time. */
record PagesAhead(ProjectSource source, SideSteps steps) implements ProjectSource {
    @Override
    public FilePages pages(String folder) throws IOException, InterruptedException {
        return new PageAhead(source.pages(folder));
    }

    @Override
    public List<SourceFile> list(String folder) throws IOException, InterruptedException {
        return source.list(folder);
    }

    @Override
    public FolderContent content(String folder) throws IOException, InterruptedException {
        return source.content(folder);
    }

    @Override
    public List<String> unreadable() throws IOException {
        return source.unreadable();
    }

    @Override
    public byte[] read(SourceFile file) throws IOException, InterruptedException, DefectException {
        return source.read(file);
    }

    /** A listing and its next page. */
    private final class PageAhead implements FilePages {
        private final FilePages pages;
        private SideSteps.StepResult<List<SourceFile>> next;

        PageAhead(FilePages pages) {
            this.pages = pages;
            next = steps.start(pages::next);
        }

        @Override
        public List<SourceFile> next() throws IOException, InterruptedException {
            var page = next.await();
            next = page.isEmpty() ? List::of : steps.start(pages::next);
            return page;
        }
    }
}
