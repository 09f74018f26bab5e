package io.maskexport.worker.manifest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.maskexport.archive.MemberGroup;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.ExportFile;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.PlanEstimate;
import io.maskexport.contracts.WarningCounts;
import io.maskexport.export.ExportContext;
import org.apache.commons.codec.digest.DigestUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The last step of every export, whoever makes it: writes the files beside the parts, and says in the manifest what the
 * export holds. The same parts and warnings give the same bytes.
 *
 * <p>Of warnings the manifest names the first ones. Where there are more, all listed ones are in a file of their own; and
 * the manifest says how many of each code are counted and not listed.
 */
public final class ManifestContent {
    private final SidecarFolder folder;
    private final ArchiveSummary archive;

    private ManifestContent(SidecarFolder folder, ArchiveSummary archive) {
        this.folder = folder;
        this.archive = archive;
    }

    /**
     * Writes {@code SHA256SUMS}, the lists of sets, and {@code warnings.ndjson} where the manifest has no room for all warnings.
     *
     * @param folder where the parts are
     * @param archive all that was made
     * @param inputDigest see {@link InputDigest}
     * @param beside files to write beside the parts
     * @param warnings asked only where there is a list
     * @param items asked only where there are sets
     */
    public static Manifest.ExportContent write(SidecarFolder folder, ArchiveSummary archive, String inputDigest,
            ExportContext context, MemberGroup beside, WarningList.ListedWarnings warnings,
            SplitLists.ListedItems items)
            throws IOException {
        var files = new ManifestContent(folder, archive);
        var parts = archive.numberedParts();
        files.writeSums(parts);
        return new Manifest.ExportContent(inputDigest, context.values().sixteenBit(), classMap(context), parts,
                archive.totals(), files.writeWarnings(warnings), context.limits().changed(), omitted(context),
                SplitLists.write(folder, context.selection().splits(), context.options().layout(), items),
                files.write(beside), null);
    }

    /** What a dry run found; nothing is written. */
    public static Manifest.PlannedContent planned(PlanEstimate estimate, String inputDigest, ExportContext context,
            WarningCounts warnings) {
        return new Manifest.PlannedContent(inputDigest, context.values().sixteenBit(), classMap(context), estimate,
                warnings, context.limits().changed(), omitted(context), null);
    }

    private static List<String> omitted(ExportContext context) {
        var omitted = new ArrayList<String>();
        if (!context.selection().images()) {
            omitted.add(Manifest.IMAGES);
        }
        if (!context.selection().annotations()) {
            omitted.add(Manifest.ANNOTATIONS);
        }
        return omitted;
    }

    private static List<Manifest.ClassEntry> classMap(ExportContext context) {
        return context.meta().classes().stream()
                .map(c -> Manifest.ClassEntry.of(c.title(), context.values().of(c), c.rgb()))
                .toList();
    }

    private List<ObjectPointer> write(MemberGroup beside) throws IOException {
        var pointers = new ArrayList<ObjectPointer>();
        for (var member : beside.members()) {
            try (var file = folder.write(member.path(), "application/json")) {
                file.write(member.content());
                file.commit();
            }
            pointers.add(folder.pointer(member.path(), DigestUtils.sha256Hex(member.content())));
        }
        return pointers;
    }

    private void writeSums(List<ArchivePart> parts) throws IOException {
        try (var file = folder.write(ExportFileNames.SUMS, "text/plain")) {
            for (var part : parts) {
                file.write(line(part));
                var index = part.index();
                if (index != null) {
                    file.write(line(index));
                }
            }
            file.commit();
        }
    }

    private static byte[] line(ExportFile file) {
        return (file.sha256() + "  " + file.fileName() + "\n").getBytes(UTF_8);
    }

    private WarningCounts writeWarnings(WarningList.ListedWarnings warnings) throws IOException {
        if (!WarningCounts.needsList(archive.counts(), archive.examples())) {
            return WarningCounts.of(archive.counts(), archive.examples(), null);
        }
        try (var file = folder.write(ExportFileNames.WARNINGS, "application/x-ndjson")) {
            var list = new WarningList(file);
            warnings.addTo(list);
            file.commit();
            return WarningCounts.of(archive.counts(), archive.examples(),
                    folder.pointer(ExportFileNames.WARNINGS, list.sha256()), list.counts());
        }
    }
}
