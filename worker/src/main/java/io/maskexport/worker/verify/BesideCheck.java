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

import io.maskexport.contracts.Json;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.Warnings;

import static io.maskexport.worker.verify.DifferenceCode.SUMS;
import static io.maskexport.worker.verify.DifferenceCode.UNLISTED;
import static io.maskexport.worker.verify.DifferenceCode.WARNING_LIST;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What lies beside the parts. */
final class BesideCheck {
    private static final String SUMS_FILE = "SHA256SUMS";

    private final Report report;
    private final ExportFolder folder;
    private final Map<String, ExportFolder.Entry> entries;
    private final Set<String> listed = new HashSet<>();

    /** @param manifestName what the manifest is called */
    BesideCheck(Report report, ExportFolder folder, Map<String, ExportFolder.Entry> entries, String manifestName) {
        this.report = report;
        this.folder = folder;
        this.entries = entries;
        listed.add(manifestName);
    }

    void check(Manifest manifest, Manifest.Content content) throws IOException {
        content.parts().forEach(part -> listed.add(Verification.nameOf(part.key())));
        listed.add(SUMS_FILE);
        checkSums(content, manifest.request() == null);
        var list = content.warnings().list();
        if (list != null) {
            listed.add(Verification.nameOf(list.key()));
            checkList(list, content.warnings());
        }
    }

    /** After all others: what nobody spoke of. */
    void checkUnlisted() {
        entries.values().stream().filter(entry -> !listed.contains(entry.name()))
                .forEach(entry -> report.differs(UNLISTED, entry.name(), entry.bytes() + " bytes"));
    }

    /** @param optional whether there may be none: beside a local render */
    private void checkSums(Manifest.Content content, boolean optional) throws IOException {
        var entry = entries.get(SUMS_FILE);
        if (entry == null) {
            if (!optional) {
                report.differs(SUMS, SUMS_FILE, "is missing");
            }
            return;
        }
        var expected = content.parts().stream()
                .map(part -> part.sha256() + "  " + Verification.nameOf(part.key())).toList();
        try (var reader = new BufferedReader(new InputStreamReader(folder.open(entry), UTF_8))) {
            var lines = reader.lines().limit(expected.size() + 1L).toList();
            if (!lines.equals(expected)) {
                var wrong = new ArrayList<>(lines);
                wrong.removeAll(expected);
                report.differs(SUMS, SUMS_FILE, "says otherwise than the manifest: " + wrong);
            }
        }
    }

    private void checkList(ObjectPointer list, Warnings warnings) throws IOException {
        var entry = entries.get(Verification.nameOf(list.key()));
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

    /** What the lines of the list say, summed up. */
    private static final class Lines {
        final Map<String, Long> counts = new TreeMap<>();
        final List<Warnings.Example> first = new ArrayList<>();

        void add(Warnings.Example warning, int most) {
            counts.merge(warning.code(), 1L, Long::sum);
            if (first.size() < most) {
                first.add(warning);
            }
        }
    }

    private Lines read(PartInput input, ObjectPointer list) throws IOException {
        var lines = new Lines();
        var reader = new BufferedReader(new InputStreamReader(input, UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            try {
                lines.add(Json.read(line.getBytes(UTF_8), Warnings.Example.class), Warnings.MAX_EXAMPLES);
            } catch (IOException e) {
                report.differs(WARNING_LIST, list.key(), "a line is no warning: " + e.getMessage());
            }
        }
        return lines;
    }

    private void compare(ObjectPointer list, Warnings warnings, Lines lines) {
        var all = new TreeMap<>(lines.counts);
        warnings.counts().keySet().forEach(code -> all.merge(code, warnings.unlisted(code), Long::sum));
        report.compare(WARNING_LIST, list.key(), warnings.counts(), all);
        int examples = Math.min(warnings.examples().size(), lines.first.size());
        report.compare(WARNING_LIST, list.key(), warnings.examples(), lines.first.subList(0, examples));
    }
}
