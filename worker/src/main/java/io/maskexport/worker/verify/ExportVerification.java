package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.CompatMode;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.Manifest;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.defect.Limit;
import io.maskexport.render.MaskKind;
import org.jspecify.annotations.Nullable;

import static io.maskexport.worker.verify.DifferenceCode.INDEX;
import static io.maskexport.worker.verify.DifferenceCode.NOT_COMPLETED;
import static io.maskexport.worker.verify.DifferenceCode.PART_ETAG;
import static io.maskexport.worker.verify.DifferenceCode.PART_ITEMS;
import static io.maskexport.worker.verify.DifferenceCode.PART_MISSING;
import static io.maskexport.worker.verify.DifferenceCode.PART_RANGE;
import static io.maskexport.worker.verify.DifferenceCode.PART_SIZE;
import static io.maskexport.worker.verify.DifferenceCode.ROOT_FILES;
import static io.maskexport.worker.verify.DifferenceCode.TOTAL;

/** Compares an export with its manifest. Reads every byte once and keeps none. */
public final class ExportVerification {
    private final ExportFolder folder;
    private final DifferenceReport report;
    private final Optional<ExportRequested> request;
    private final boolean sixteenBit;
    private final Map<String, ExportFolder.FolderEntry> entries = new LinkedHashMap<>();
    private final Map<MaskKind, Long> masks = new EnumMap<>(MaskKind.class);
    private final SeenPaths seen = new SeenPaths();

    /**
     * What was read.
     *
     * @param differences number found; with 0, the export matches its manifest
     */
    public record VerificationOutcome(int parts, long items, long bytes, int differences) {}

    private ExportVerification(ExportFolder folder, Manifest manifest, DifferenceReport report) {
        this.folder = folder;
        this.request = Optional.ofNullable(manifest.request());
        var content = manifest.content();
        this.sixteenBit = content != null && content.sixteenBit();
        this.report = report;
    }

    /**
     * Verifies an export.
     *
     * @param manifest as it was read
     * @param manifestName its file name in the folder
     * @param differences receives each difference as it is found
     * @throws IOException if something cannot be read, which says nothing about the export
     */
    public static VerificationOutcome of(ExportFolder folder, Manifest manifest, String manifestName,
            Consumer<ExportDifference> differences) throws IOException {
        return new ExportVerification(folder, manifest, new DifferenceReport(differences)).run(manifest, manifestName);
    }

    /**
     * Compares a manifest with itself and with the checksums and warnings beside it, in a folder whose parts were unpacked
     * one by one.
     *
     * @param content of the manifest
     * @throws IOException if something cannot be read, which says nothing about the export
     */
    public static void ofUnpacked(ExportFolder folder, Manifest manifest, Manifest.ExportContent content,
            String manifestName, Consumer<ExportDifference> differences) throws IOException {
        var report = new DifferenceReport(differences);
        var entries = new LinkedHashMap<String, ExportFolder.FolderEntry>();
        folder.list().forEach(entry -> entries.put(entry.name(), entry));
        var manifestCheck = new ManifestCheck(report, folder, manifest);
        manifestCheck.check();
        manifestCheck.check(content);
        new SidecarCheck(report, folder, entries, manifestName).check(manifest, content);
    }

    private VerificationOutcome run(Manifest manifest, String manifestName) throws IOException {
        folder.list().forEach(entry -> entries.put(entry.name(), entry));
        var manifestCheck = new ManifestCheck(report, folder, manifest);
        manifestCheck.check();
        var sidecars = new SidecarCheck(report, folder, entries, manifestName);
        var content = manifest.content();
        if (content == null) {
            report.differs(NOT_COMPLETED, manifestName, "status " + manifest.status().wire());
            sidecars.checkUnlisted();
            return new VerificationOutcome(0, 0, 0, report.count());
        }
        manifestCheck.check(content);
        try (var splits = SplitCheck.open(report, folder, entries, manifest, content)) {
            boolean complete = checkParts(manifest, content, splits);
            splits.finish(complete && (isIndexed(content) || invisible(content) == 0));
        }
        sidecars.check(manifest, content);
        new DeltaCheck(report, folder, entries, seen).check(manifest, content);
        sidecars.checkUnlisted();
        return new VerificationOutcome(content.parts().size(), content.totals().items(), content.totals().bytes(),
                report.count());
    }

    private static boolean isIndexed(Manifest.ExportContent content) {
        return content.parts().stream().allMatch(part -> part.index() != null);
    }

    /** Whether all parts could be read to their ends. */
    private boolean checkParts(Manifest manifest, Manifest.ExportContent content, SplitCheck splits)
            throws IOException {
        var rootFiles = new RootFilesCheck(report, manifest, content);
        var shape = ArchiveShape.of(content);
        boolean complete = true;
        for (int i = 1; i <= content.parts().size(); i++) {
            boolean last = i == content.parts().size();
            complete &= checkPart(content.parts().get(i - 1), last, rootFiles, splits, shape, content);
        }
        for (var file : content.files()) {
            checkBeside(file, rootFiles);
        }
        if (complete) {
            rootFiles.finish();
            checkMasks(content);
        }
        return complete;
    }

    /** A file that stands beside shards, and at the root of other archives. */
    private void checkBeside(ObjectPointer file, RootFilesCheck rootFiles) throws IOException {
        var entry = entries.get(file.fileName());
        if (entry == null || !folder.holds(file.bucket(), file.key()) || !rootFiles.isOne(file.fileName())) {
            report.differs(ROOT_FILES, file.key(), "is missing, or none of these files");
            return;
        }
        if (!report.isWithin(Limit.META_BYTES, entry.bytes(), ROOT_FILES, file.key())) {
            return;
        }
        try (var input = new PartInput(folder.open(entry))) {
            var content = input.readAllBytes();
            report.compare(ROOT_FILES, file.key(), file.sha256(), input.sha256());
            rootFiles.read(file.fileName(), content, true);
        }
    }

    /** An item whose files were all too large, or are omitted, leaves no trace in the archive. */
    private static long invisible(Manifest.ExportContent content) {
        var counts = content.warnings().counts();
        return content.omitted().isEmpty()
                ? counts.getOrDefault("IMAGE_TOO_LARGE", 0L) + counts.getOrDefault("ANNOTATION_TOO_LARGE", 0L)
                : content.totals().items();
    }

    /** Whether the part exists and could be read to its end. */
    private boolean checkPart(ArchivePart part, boolean last, RootFilesCheck rootFiles, SplitCheck splits,
            ArchiveShape shape, Manifest.ExportContent content) throws IOException {
        var entry = entries.get(part.fileName());
        if (entry == null) {
            report.differs(PART_MISSING, part.key(), "number " + part.number());
            return false;
        }
        report.compare(PART_SIZE, part.key(), part.bytes(), entry.bytes());
        entry.etag().ifPresent(etag -> report.compare(PART_ETAG, part.key(), part.etag(), etag));
        try (var in = folder.open(entry); var index = index(part, splits)) {
            var walk = new PartCheck(report, seen, rootFiles, part, last, Optional.ofNullable(index), splits,
                    shape).read(in);
            walk.ifPresent(items -> checkItems(part, items, invisible(content), shape));
            return walk.isPresent();
        }
    }

    /** The index of a part; null if it has none that can be read. */
    private @Nullable IndexCheck index(ArchivePart part, SplitCheck splits) throws IOException {
        var index = part.index();
        if (request.isPresent() && request.get().archive().indexed() != (index != null)) {
            report.differs(INDEX, part.key(), index == null ? "has no index" : "has an index");
        }
        if (index == null) {
            return null;
        }
        var entry = entries.get(index.fileName());
        if (entry == null || !folder.holds(index.bucket(), index.key())) {
            report.differs(INDEX, index.key(), "is missing");
            return null;
        }
        report.compare(INDEX, index.key(), index.bytes(), entry.bytes());
        entry.etag().ifPresent(etag -> report.compare(INDEX, index.key(), index.etag(), etag));
        boolean exact = request.isPresent() && request.get().options().compat() == CompatMode.STRICT;
        return new IndexCheck(report, part, index, exact, ignored(), isTracked(), splits, folder.open(entry));
    }

    /** The value of an ignore border; 0, which is no class's either, if there is none. */
    private int ignored() {
        return request.filter(asked -> asked.options().encodings().ignoreBorder() > 0).isPresent()
                ? sixteenBit ? 65_535 : 255
                : 0;
    }

    private boolean isTracked() {
        return request.filter(asked -> asked.archive().tracked()).isPresent();
    }

    private void checkItems(ArchivePart part, MemberWalk walk, long invisible, ArchiveShape shape) {
        walk.masks().forEach((kind, count) -> masks.merge(kind, count, Long::sum));
        long missing = part.items() - walk.items();
        if (missing < 0 || missing > invisible) {
            report.compare(PART_ITEMS, part.key(), part.items(), walk.items());
        }
        if (invisible == 0 && !shape.sharded()) {
            report.compare(PART_RANGE, part.key(), part.firstItem(), walk.first());
            report.compare(PART_RANGE, part.key(), part.lastItem(), walk.last());
        }
    }

    private void checkMasks(Manifest.ExportContent content) {
        var totals = content.totals().masks();
        for (var kind : MaskKind.values()) {
            Long expected = switch (kind) {
                case HUMAN -> totals.human();
                case MACHINE -> totals.machine();
                case SEMANTIC_RGB -> totals.semanticRgb();
                case INSTANCE -> totals.instance();
                case PALETTE -> totals.palette();
                case CLASS -> totals.classes();
                case INSTANCE_ID -> totals.instanceIds();
                case COCO_INSTANCES -> totals.cocoInstances();
                case COCO_PANOPTIC -> totals.cocoPanoptic();
            };
            report.compare(TOTAL, "masks in " + kind.folder(), expected == null ? 0 : expected,
                    masks.getOrDefault(kind, 0L));
        }
    }
}
