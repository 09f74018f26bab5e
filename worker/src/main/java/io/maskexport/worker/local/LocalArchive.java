package io.maskexport.worker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.AtomicFile;
import io.maskexport.archive.DirectoryParts;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.PartSummary;
import io.maskexport.archive.PartedArchive;
import io.maskexport.contracts.IndexObject;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.export.GroupWriter;
import io.maskexport.export.LocalExport;
import io.maskexport.export.RenderedItem;
import io.maskexport.render.Layout;
import io.maskexport.render.RenderOptions;
import io.maskexport.worker.manifest.ArchiveSum;
import io.maskexport.worker.manifest.ArchiveSummary;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.manifest.InputDigest;
import io.maskexport.worker.manifest.ManifestContent;
import io.maskexport.worker.manifest.PartTally;
import io.maskexport.worker.manifest.SplitLists;
import io.maskexport.worker.manifest.WarningList;
import io.maskexport.worker.manifest.WarningTally;
import org.jspecify.annotations.Nullable;

/**
 * The tar parts of a local export in a directory, with the same additional files as in a bucket. Replaces everything
 * left by an earlier archive with the same name: a superfluous part would be read as one of the new ones.
 */
final class LocalArchive implements GroupWriter, AutoCloseable {
    private final DirectoryFolder folder;
    private final ArchiveNames names;
    private final DirectoryParts files;
    private final PartedArchive archive;
    private final List<PartTally> tallies = new ArrayList<>();
    private PartTally tally = new PartTally();

    /** Starts an archive, and deletes an older manifest, which would no longer match. */
    LocalArchive(Path directory, ArchiveNames names, long partBytes, RenderOptions options) throws IOException {
        folder = new DirectoryFolder(directory);
        this.names = names;
        files = new DirectoryParts(directory, names);
        archive = new PartedArchive(files, partBytes, options.index(), options.layout() == Layout.WEBDATASET);
        Files.deleteIfExists(directory.resolve(ExportFileNames.MANIFEST));
    }

    @Override
    public void write(MemberGroup group) throws IOException {
        if (archive.add(group).isPresent()) {
            endPart();
        }
    }

    /** Receives each item after its files. */
    void written(RenderedItem item) {
        tally.add(item);
    }

    private void endPart() {
        tallies.add(tally);
        tally = new PartTally();
    }

    /**
     * Completes the last part and writes the files beside the parts.
     *
     * @return the files of the parts
     */
    List<Path> finish(LocalExport export) throws IOException {
        var parts = archive.finish(true);
        endPart();
        var project = new WarningTally();
        project.add(export.warnings());
        var content = ManifestContent.write(folder,
                archive(project, parts),
                inputDigest(export), export.context(), export.filesBeside(), list -> addWarnings(list, project),
                list -> addItems(list, export));
        var written = parts.stream().map(part -> files.file(part.number())).toList();
        var listed = new HashSet<>(written);
        parts.stream().filter(part -> part.index().isPresent())
                .forEach(part -> listed.add(files.index(part.number())));
        removeOthers(listed, content);
        try (var file = folder.write(ExportFileNames.MANIFEST, "application/json")) {
            file.write(JsonRecords.writePretty(Manifest.local(content)));
            file.commit();
        }
        return written;
    }

    private ArchiveSummary archive(WarningTally project, List<PartSummary> parts) {
        var sum = new ArchiveSum(ArchiveSummary.ofProject(project.counts(), project.listed()));
        for (var part : parts) {
            var name = String.valueOf(files.file(part.number()).getFileName());
            var counted = tallies.get(part.number() - 1);
            sum.add(counted.summary(counted.part(part.number(), part, "", name, "", index(part))));
        }
        if (parts.isEmpty()) {
            sum.add(tallies.getFirst().withoutPart());
        }
        return sum.summary();
    }

    private @Nullable IndexObject index(PartSummary part) {
        var name = String.valueOf(files.index(part.number()).getFileName());
        return part.index().map(index -> new IndexObject("", name, index.bytes(), index.sha256(), "")).orElse(null);
    }

    private void addWarnings(WarningList list, WarningTally project) throws IOException {
        list.add(project.listed());
        for (var part : tallies) {
            list.add(part.warnings());
        }
    }

    private void addItems(SplitLists.SplitList list, LocalExport export) throws IOException {
        var items = export.items().iterator();
        for (var part : tallies) {
            list.add(items, part.sets().items(), part.sets().text());
        }
    }

    static String inputDigest(LocalExport export) {
        var digest = new InputDigest();
        export.inputs().forEach(digest::addFile);
        return digest.hex();
    }

    private void removeOthers(Set<Path> listed, Manifest.ExportContent content) throws IOException {
        var warnings = content.warnings().list();
        if (warnings == null) {
            Files.deleteIfExists(folder.directory().resolve(ExportFileNames.WARNINGS));
        }
        try (var there = Files.newDirectoryStream(folder.directory(), file -> isPart(file) && !listed.contains(file))) {
            for (var file : there) {
                Files.delete(file);
            }
        }
    }

    private boolean isPart(Path file) {
        var name = String.valueOf(file.getFileName());
        return names.isOurs(AtomicFile.nameOf(name)) && Files.isRegularFile(file);
    }

    /** Discards an unfinished part. */
    @Override
    public void close() throws IOException {
        archive.close();
    }
}
