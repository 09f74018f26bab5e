package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.DirectoryParts;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.PartSummary;
import io.maskexport.archive.PartedArchive;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.export.GroupWriter;
import io.maskexport.export.LocalExport;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.manifest.ExportFileNames;
import io.maskexport.worker.manifest.ExportTally;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The tar parts of a local export in a directory, with the same files beside them as in a bucket: checksums, manifest, and
 * a list of the warnings if there are many.
 */
final class LocalArchive implements GroupWriter, AutoCloseable {

    private final Path directory;
    private final DirectoryParts files;
    private final PartedArchive archive;
    private final List<PartItems> contents = new ArrayList<>();
    private PartItems content = PartItems.NONE;

    /** The items of a part; the files at the root are no item. */
    private record PartItems(int items, String first, String last) {
        static final PartItems NONE = new PartItems(0, "", "");

        PartItems and(String item) {
            return new PartItems(items + 1, items == 0 ? item : first, item);
        }
    }

    LocalArchive(Path directory, ArchiveNames names, long partBytes) {
        this.directory = directory;
        files = new DirectoryParts(directory, names);
        archive = new PartedArchive(files, partBytes);
    }

    @Override
    public void write(MemberGroup group) throws IOException {
        if (archive.add(group).isPresent()) {
            nextPart();
        }
        content = group.name().equals(RootFiles.META) ? content : content.and(group.name());
    }

    private void nextPart() {
        contents.add(content);
        content = PartItems.NONE;
    }

    /**
     * Ends the last part and writes what lies beside the parts.
     *
     * @return the parts' files
     */
    List<Path> finish(LocalExport export, ExportTally tally) throws IOException {
        var summaries = archive.finish(true);
        nextPart();
        var parts = summaries.stream().map(this::part).toList();
        write(ExportFileNames.SUMS,
                parts.stream().map(part -> part.sha256() + "  " + part.key() + "\n").collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8));
        long bytes = parts.stream().mapToLong(ArchivePart::bytes).sum();
        var meta = export.context().meta();
        var classes = meta.classes().stream().map(c -> Manifest.ClassEntry.of(c.title(), c.index(), c.rgb())).toList();
        write(ExportFileNames.MANIFEST,
                JsonRecords.writePretty(Manifest.local(new Manifest.ExportContent(inputDigest(export),
                        meta.needsSixteenBits(), classes, parts, tally.totals(bytes), warnings(tally),
                        export.context().limits().changed()))));
        return summaries.stream().map(part -> files.file(part.number())).toList();
    }

    private ArchivePart part(PartSummary summary) {
        var held = contents.get(summary.number() - 1);
        return new ArchivePart(summary.number(), "", String.valueOf(files.file(summary.number()).getFileName()),
                summary.bytes(), summary.sha256(), "", held.items(), summary.members(), held.first(), held.last());
    }

    private WarningCounts warnings(ExportTally tally) throws IOException {
        var listed = tally.listed();
        var list = WarningCounts.needsList(tally.counts(), listed) ? list(listed) : null;
        return WarningCounts.of(tally.counts(), listed, list, ExportTally.counts(listed));
    }

    private @Nullable ObjectPointer list(List<WarningCounts.WarningExample> listed) throws IOException {
        var lines = listed.stream()
                .map(warning -> new String(JsonRecords.write(warning), StandardCharsets.UTF_8) + "\n")
                .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
        write(ExportFileNames.WARNINGS, lines);
        return new ObjectPointer("", ExportFileNames.WARNINGS, DigestUtils.sha256Hex(lines));
    }

    private static String inputDigest(LocalExport export) {
        return DigestUtils.sha256Hex(export.inputs().stream().map(file -> file.path() + "\0" + file.bytes() + "\n")
                .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(directory.resolve(name), bytes);
    }

    /** Throws the part away that is not finished. */
    @Override
    public void close() throws IOException {
        archive.close();
    }
}
