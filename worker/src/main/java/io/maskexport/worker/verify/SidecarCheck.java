package io.maskexport.worker.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.maskexport.contracts.ExportFile;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.WarningCounts;

import static io.maskexport.worker.verify.DifferenceCode.SUMS;
import static io.maskexport.worker.verify.DifferenceCode.UNLISTED;
import static io.maskexport.worker.verify.DifferenceCode.WARNING_LIST;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Checks the files beside the parts. */
final class SidecarCheck {
    private static final String SUMS_FILE = "SHA256SUMS";

    private final DifferenceReport report;
    private final ExportFolder folder;
    private final Map<String, ExportFolder.FolderEntry> entries;
    private final Set<String> listed = new HashSet<>();

    /** @param manifestName the manifest's file name */
    SidecarCheck(DifferenceReport report, ExportFolder folder, Map<String, ExportFolder.FolderEntry> entries,
            String manifestName) {
        this.report = report;
        this.folder = folder;
        this.entries = entries;
        listed.add(manifestName);
    }

    void check(Manifest manifest, Manifest.ExportContent content) throws IOException {
        partFiles(content).forEach(file -> listed.add(file.fileName()));
        content.files().forEach(file -> listed.add(file.fileName()));
        content.splits().forEach(split -> listed.add(split.list().fileName()));
        var delta = content.delta();
        if (delta != null) {
            delta.lists().forEach(list -> listed.add(list.fileName()));
        }
        listed.add(SUMS_FILE);
        checkSums(content, manifest.request() == null);
        var list = content.warnings().list();
        if (list != null) {
            listed.add(list.fileName());
            checkList(list, content.warnings());
        }
    }

    /** The parts, each followed by its index. */
    private static Stream<ExportFile> partFiles(Manifest.ExportContent content) {
        return content.parts().stream().flatMap(part -> {
            var index = part.index();
            return index == null ? Stream.of(part) : Stream.of(part, index);
        });
    }

    /** After all other checks: reports files that nothing lists. */
    void checkUnlisted() {
        entries.values().stream().filter(entry -> !listed.contains(entry.name()))
                .forEach(entry -> report.differs(UNLISTED, entry.name(), entry.bytes() + " bytes"));
    }

    /** @param optional true for a local render, which may have no checksum file */
    private void checkSums(Manifest.ExportContent content, boolean optional) throws IOException {
        var entry = entries.get(SUMS_FILE);
        if (entry == null) {
            if (!optional) {
                report.differs(SUMS, SUMS_FILE, "is missing");
            }
            return;
        }
        var expected = partFiles(content).map(file -> file.sha256() + "  " + file.fileName()).toList();
        try (var reader = new BufferedReader(new InputStreamReader(folder.open(entry), UTF_8))) {
            var lines = reader.lines().limit(expected.size() + 1L).toList();
            if (!lines.equals(expected)) {
                var wrong = new ArrayList<>(lines);
                wrong.removeAll(expected);
                report.differs(SUMS, SUMS_FILE, "differs from the manifest: " + wrong);
            }
        }
    }

    private void checkList(ObjectPointer list, WarningCounts warnings) throws IOException {
        var entry = entries.get(list.fileName());
        if (entry == null || !folder.holds(list.bucket(), list.key())) {
            report.differs(WARNING_LIST, list.key(), "is missing");
            return;
        }
        try (var input = new PartInput(folder.open(entry))) {
            compare(list, warnings, read(input, list));
            input.drain();
            report.compare(WARNING_LIST, list.key(), list.sha256(), input.sha256());
        }
    }

    /** A summary of the warning list. */
    private static final class WarningLines {
        final Map<String, Long> counts = new TreeMap<>();
        final List<WarningCounts.WarningExample> first = new ArrayList<>();

        void add(WarningCounts.WarningExample warning, int limit) {
            counts.merge(warning.code(), 1L, Long::sum);
            if (first.size() < limit) {
                first.add(warning);
            }
        }
    }

    private WarningLines read(PartInput input, ObjectPointer list) throws IOException {
        var lines = new WarningLines();
        var reader = new BufferedReader(new InputStreamReader(input, UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            try {
                lines.add(JsonRecords.read(line.getBytes(UTF_8), WarningCounts.WarningExample.class),
                        WarningCounts.MAX_EXAMPLES);
            } catch (IOException e) {
                report.differs(WARNING_LIST, list.key(), "a line is not a warning: " + e.getMessage());
            }
        }
        return lines;
    }

    private void compare(ObjectPointer list, WarningCounts warnings, WarningLines lines) {
        var all = new TreeMap<>(lines.counts);
        warnings.counts().keySet().forEach(code -> all.merge(code, warnings.unlisted(code), Long::sum));
        report.compare(WARNING_LIST, list.key(), warnings.counts(), all);
        int examples = Math.min(warnings.examples().size(), lines.first.size());
        report.compare(WARNING_LIST, list.key(), warnings.examples(), lines.first.subList(0, examples));
    }
}
