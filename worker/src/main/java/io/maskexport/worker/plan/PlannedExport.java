package io.maskexport.worker.plan;

import java.io.IOException;
import java.util.EnumSet;
import java.util.OptionalInt;

import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.contracts.ArchivePart;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.DrawOrderChoice;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.MaskEncodings;
import io.maskexport.contracts.PaletteChoice;
import io.maskexport.contracts.RenderChoices;
import io.maskexport.contracts.UnlistedClasses;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.export.ExportContext;
import io.maskexport.export.ProjectSource;
import io.maskexport.render.Compat;
import io.maskexport.render.DrawOrder;
import io.maskexport.render.EncodingOptions;
import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import io.maskexport.render.Palette;
import io.maskexport.render.RenderOptions;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

/**
 * A planned export, ready to be processed.
 *
 * @param folder its plan and records
 * @param destination folder of the archive
 * @param metaJson content of {@code meta.json}; must not be changed
 */
public record PlannedExport(ObjectStore store, Plan plan, WorkFolder folder, ObjectRef destination,
        ProjectSource source,
        byte[] metaJson, ExportContext context) {

    /** @throws DefectException {@code INPUT_CHANGED} when {@code meta.json} is not the planned one */
    public static PlannedExport open(ObjectStore store, Plan plan, WorkFolder folder)
            throws IOException, InterruptedException, DefectException {
        var source = new BucketProject(store, plan.request().source(), plan.pinned());
        byte[] metaJson = source.read(plan.meta());
        return new PlannedExport(store, plan, folder, plan.destination(), source, metaJson,
                context(metaJson, plan.request(), plan.pinned()));
    }

    /** The folder of an export below the location that its request or cancellation names. */
    public static ObjectRef destination(BucketLocation below, String requestId) {
        return new ObjectRef(below.bucket(), below.prefix() + requestId + "/");
    }

    /** @throws DefectException if {@code meta.json} is unusable */
    static ExportContext context(byte[] metaJson, ExportRequested request, Limits limits) throws DefectException {
        return ExportContext.of(ProjectMetaReader.read(metaJson, limits),
                options(request.options()).withIndex(request.archive().indexed()).with(layout(request)),
                SelectionRules.of(request), limits);
    }

    static Layout layout(ExportRequested request) {
        return request.archive().sharded() ? Layout.WEBDATASET : Layout.SUPERVISELY;
    }

    private static RenderOptions options(RenderChoices options) {
        var kinds = EnumSet.noneOf(MaskKind.class);
        addIf(kinds, options.humanMasks(), MaskKind.HUMAN);
        addIf(kinds, options.machineMasks(), MaskKind.MACHINE);
        addIf(kinds, options.semanticRgbMasks(), MaskKind.SEMANTIC_RGB);
        addIf(kinds, options.instanceMasks(), MaskKind.INSTANCE);
        var encodings = options.encodings();
        addIf(kinds, encodings.hasPalette(), MaskKind.PALETTE);
        addIf(kinds, encodings.classMasks(), MaskKind.CLASS);
        addIf(kinds, encodings.instanceIdMasks(), MaskKind.INSTANCE_ID);
        addIf(kinds, encodings.cocoInstances(), MaskKind.COCO_INSTANCES);
        addIf(kinds, encodings.cocoPanoptic(), MaskKind.COCO_PANOPTIC);
        var resize = options.resizeHumanMasks() ? OptionalInt.of(options.resizePercent()) : OptionalInt.empty();
        return new RenderOptions(kinds, options.thickness(), resize, switch (options.compat()) {
            case STRICT -> Compat.STRICT;
            case REFERENCE -> Compat.REFERENCE;
        }).withOrder(order(options))
                .with(encoding(encodings));
    }

    private static EncodingOptions encoding(MaskEncodings encodings) {
        return new EncodingOptions(encodings.paletteMasks() == PaletteChoice.VOC ? Palette.VOC : Palette.CLASSES,
                encodings.ignoreBorder(), encodings.classValues(),
                encodings.unlistedClasses() == UnlistedClasses.REFUSED);
    }

    private static DrawOrder order(RenderChoices options) {
        var order = options.drawOrder();
        if (order == null) {
            return DrawOrder.ByRule.REFERENCE;
        }
        return switch (order.rule()) {
            case DrawOrderChoice.ANNOTATION -> DrawOrder.ByRule.ANNOTATION;
            case DrawOrderChoice.AREA_DESC -> DrawOrder.ByRule.AREA_DESC;
            default -> new DrawOrder.ByClass(order.classes());
        };
    }

    private static void addIf(EnumSet<MaskKind> kinds, boolean wanted, MaskKind kind) {
        if (wanted) {
            kinds.add(kind);
        }
    }

    /** Whether the bucket holds the part, and its index if it has one, as recorded. */
    public boolean isThere(ArchivePart part) throws IOException {
        var index = part.index();
        return isThere(part.bucket(), part.key(), part.bytes(), part.etag())
                && (index == null || isThere(index.bucket(), index.key(), index.bytes(), index.etag()));
    }

    private boolean isThere(String bucket, String key, long bytes, String etag) throws IOException {
        return store.head(new ObjectRef(bucket, key))
                .filter(there -> there.bytes() == bytes && there.etag().equals(etag)).isPresent();
    }
}
