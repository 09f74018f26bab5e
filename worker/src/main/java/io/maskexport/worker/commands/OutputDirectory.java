package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import io.maskexport.contracts.Manifest;
import io.maskexport.worker.manifest.ExportFileNames;

/** A directory that a command writes an export into. */
final class OutputDirectory {
    private OutputDirectory() {}

    /** Whether it does not exist, or is empty. */
    static boolean isFree(Path directory) {
        try (var files = Files.newDirectoryStream(directory)) {
            return !files.iterator().hasNext();
        } catch (IOException e) {
            return !Files.exists(directory);
        }
    }

    /**
     * Removes the archive that the directory's manifest lists, with the files beside it; other files stay.
     *
     * @throws IOException if there is no readable manifest
     */
    static void removeExport(Path directory) throws IOException {
        if (isFree(directory)) {
            return;
        }
        var manifest = directory.resolve(ExportFileNames.MANIFEST);
        for (var name : listed(Manifest.read(Files.readAllBytes(manifest)))) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(manifest);
    }

    /** Only names: a manifest cannot lead out of its directory. */
    private static Set<String> listed(Manifest manifest) {
        var names = new HashSet<>(Set.of(ExportFileNames.SUMS, ExportFileNames.WARNINGS));
        var content = manifest.content();
        if (content != null) {
            for (var part : content.parts()) {
                names.add(part.fileName());
                if (part.index() != null) {
                    names.add(part.index().fileName());
                }
            }
            content.files().forEach(file -> names.add(file.fileName()));
            content.splits().forEach(split -> names.add(split.list().fileName()));
        }
        names.removeIf(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
        return names;
    }
}
