package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.DirectoryParts;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.PartSummary;
import io.maskexport.archive.PartedArchive;
import io.maskexport.contracts.Json;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.Part;
import io.maskexport.contracts.Warnings;
import io.maskexport.export.GroupWriter;
import io.maskexport.export.LocalExport;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.protocol.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The tar parts of a local export in a directory, with the same files beside them as in a bucket: checksums, manifest, and
 * a list of the warnings if there are many.
 */
final class LocalArchive implements GroupWriter, AutoCloseable {
    private static final String MANIFEST = "manifest.json";
    private static final String SUMS = "SHA256SUMS";
    private static final String WARNINGS = "warnings.ndjson";

    private final Path directory;
    private final DirectoryParts files;
    private final PartedArchive archive;
    private final List<Content> contents = new ArrayList<>();
    private Content content = Content.NONE;

    /** The items of a part; the files at the root are no item. */
    private record Content(int items, String first, String last) {
        static final Content NONE = new Content(0, "", "");

        Content and(String item) {
            return new Content(items + 1, items == 0 ? item : first, item);
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
        content = Content.NONE;
    }

    /**
     * Ends the last part and writes what lies beside the parts.
     *
     * @return the parts' files
     */
    List<Path> finish(LocalExport export, Tally tally) throws IOException {
        var summaries = archive.finish(true);
        nextPart();
        var parts = summaries.stream().map(this::part).toList();
        write(SUMS, parts.stream().map(part -> part.sha256() + "  " + part.key() + "\n").collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
        long bytes = parts.stream().mapToLong(Part::bytes).sum();
        var meta = export.context().meta();
        var classes = meta.classes().stream().map(c -> Manifest.ClassEntry.of(c.title(), c.index(), c.rgb())).toList();
        write(MANIFEST, Json.writePretty(Manifest.local(new Manifest.Content(inputDigest(export),
                meta.needsSixteenBits(), classes, parts, tally.totals(bytes), warnings(tally),
                export.context().limits().changed()))));
        return summaries.stream().map(part -> files.file(part.number())).toList();
    }

    private Part part(PartSummary summary) {
        var held = contents.get(summary.number() - 1);
        return new Part(summary.number(), "", String.valueOf(files.file(summary.number()).getFileName()),
                summary.bytes(), summary.sha256(), "", held.items(), summary.members(), held.first(), held.last());
    }

    private Warnings warnings(Tally tally) throws IOException {
        var listed = tally.listed();
        var list = Warnings.needsList(tally.counts(), listed) ? list(listed) : null;
        return Warnings.of(tally.counts(), listed, list, Tally.counts(listed));
    }

    private @Nullable ObjectPointer list(List<Warnings.Example> listed) throws IOException {
        var lines = listed.stream().map(warning -> new String(Json.write(warning), StandardCharsets.UTF_8) + "\n")
                .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
        write(WARNINGS, lines);
        return new ObjectPointer("", WARNINGS, sha256(lines));
    }

    private static String inputDigest(LocalExport export) {
        return sha256(export.inputs().stream().map(file -> file.path() + "\0" + file.bytes() + "\n")
                .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
