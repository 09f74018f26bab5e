package io.maskexport.worker.verify;

import java.io.IOException;
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
        try (var lines = new BoundedLines(folder.open(entry))) {
            compareSums(expected, lines);
        } catch (BoundedLines.LongLineException e) {
            report.differs(SUMS, SUMS_FILE, String.valueOf(e.getMessage()));
        }
    }

    /** Reports the first line that is not the manifest's. */
    private void compareSums(List<String> expected, BoundedLines lines) throws IOException {
        for (var sum : expected) {
            var line = lines.nextText();
            if (!sum.equals(line)) {
                report.differs(SUMS, SUMS_FILE, line == null
                        ? "ends after line %d; the manifest says '%s'".formatted(lines.number(), sum)
                        : "line %d: the manifest says '%s', found '%s'".formatted(lines.number(), sum, line));
                return;
            }
        }
        if (lines.next() != null) {
            report.differs(SUMS, SUMS_FILE, "does not end after line " + expected.size());
        }
    }

    private void checkList(ObjectPointer list, WarningCounts warnings) throws IOException {
        var entry = entries.get(list.fileName());
        if (entry == null || !folder.holds(list.bucket(), list.key())) {
            report.differs(WARNING_LIST, list.key(), "is missing");
            return;
        }
        try (var input = new PartInput(folder.open(entry))) {
            read(new BoundedLines(input), list, warnings);
            input.drain();
            report.compare(WARNING_LIST, list.key(), list.sha256(), input.sha256());
        } catch (BoundedLines.LongLineException e) {
            report.differs(WARNING_LIST, list.key(), String.valueOf(e.getMessage()));
        }
    }

    /** Keeps no more than the manifest has: codes that it does not count are counted together. */
    private void read(BoundedLines lines, ObjectPointer list, WarningCounts warnings) throws IOException {
        var counts = new TreeMap<String, Long>();
        var examples = warnings.examples().iterator();
        for (var line = lines.next(); line != null; line = lines.next()) {
            try {
                var warning = JsonRecords.read(line, WarningCounts.WarningExample.class);
                counts.merge(warnings.counts().containsKey(warning.code()) ? warning.code() : "others", 1L, Long::sum);
                if (examples.hasNext()) {
                    report.compare(WARNING_LIST, list.key(), examples.next(), warning);
                }
            } catch (IOException e) {
                report.differs(WARNING_LIST, list.key(),
                        "line %d is not a warning: %s".formatted(lines.number(), e.getMessage()));
            }
        }
        warnings.counts().keySet().forEach(code -> counts.merge(code, warnings.unlisted(code), Long::sum));
        report.compare(WARNING_LIST, list.key(), warnings.counts(), counts);
    }
}
