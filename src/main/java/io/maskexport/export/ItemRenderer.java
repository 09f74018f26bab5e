package io.maskexport.export;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

import io.maskexport.annotation.Annotation;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.picture.PictureDecoder;
import io.maskexport.picture.PictureRows;
import io.maskexport.render.MaskKind;
import io.maskexport.render.MaskRenderer;

/**
 * Turns one item's files into its archive members. The output depends on the arguments alone. Whatever the files
 * contain, the item is exported: at worst as original and annotation, with a warning. Reuses buffers: one renderer for
 * each thread.
 */
public final class ItemRenderer {
    private final JpegBackend backend;
    private Limits limits;
    private PictureDecoder decoder;
    private MaskRenderer masks;

    /** @param limits the expected limits; an item of an export with other limits is rendered by its own */
    public ItemRenderer(JpegBackend backend, Limits limits) {
        this.backend = backend;
        this.limits = limits;
        decoder = PictureDecoder.create(backend, limits);
        masks = new MaskRenderer(limits);
    }

    /** Renders an item without a memory limit. */
    public RenderedItem render(Item item, ItemInput input, ExportContext context, ExportListener listener) {
        return render(item, input, context, listener, _ -> {});
    }

    /**
     * Renders an item.
     *
     * @param memory receives, before they are allocated, how many bytes labels and masks need beyond what
     * {@link ItemCost} expects; may wait
     * @throws CancellationException if the thread is interrupted
     */
    RenderedItem render(Item item, ItemInput input, ExportContext context, ExportListener listener,
            LongConsumer memory) {
        var output = new ItemOutput(item, context);
        output.found(item.defects());
        output.found(input.defects());
        output.original(input, context.selection());
        if (item.masked() || context.annotations().choice().asksAnnotations()) {
            obey(context.limits());
            try {
                if (!addMasksIfSelected(item, input, context, output, memory)) {
                    return RenderedItem.leftOut(item);
                }
            } catch (CancellationException e) {
                masks = new MaskRenderer(limits);
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                FatalErrors.rethrow(e);
                masks = new MaskRenderer(limits);
                output.crashed();
                listener.crashed(item, e);
            }
        }
        return output.finished();
    }

    /** Applies the export's limits, which its plan pins, whatever the process's settings are. */
    private void obey(Limits exports) {
        if (!exports.equals(limits)) {
            decoder = PictureDecoder.create(backend, exports);
            masks = new MaskRenderer(exports);
            limits = exports;
        }
    }

    /** False if the annotation leaves the item out of the export. An unreadable one does not. */
    private boolean addMasksIfSelected(Item item, ItemInput input, ExportContext context, ItemOutput output,
            LongConsumer memory) {
        if (input.annotation().isEmpty()) {
            return true;
        }
        var found = item.masked() ? output : new ItemOutput(item, context);
        var annotation = annotation(input.annotation().get(), context, found, memory);
        annotation.ifPresent(read -> output.sets(read.sets()));
        boolean selected = annotation.map(Annotation::selected).orElse(true);
        if (selected && item.masked() && annotation.isPresent()) {
            addMasks(item, annotation.get(), input, context, output, memory);
        }
        return selected;
    }

    private void addMasks(Item item, Annotation annotation, ItemInput input, ExportContext context, ItemOutput output,
            LongConsumer memory) {
        output.size(annotation.width(), annotation.height());
        memory.accept(ItemCost.labels(annotation, context));
        var picture = item.isPicture() ? picture(input, context, output) : Optional.<PictureRows>empty();
        output.masks(masks.render(annotation, context.values(), context.options(), picture, context::fileOf));
    }

    private static Optional<Annotation> annotation(byte[] json, ExportContext context, ItemOutput output,
            LongConsumer memory) {
        try {
            var annotation = context.annotations().read(json, memory);
            output.found(annotation.defects());
            return Optional.of(annotation);
        } catch (DefectException e) {
            output.found(List.of(e.defect()));
            return Optional.empty();
        }
    }

    /** Only human masks need the picture. */
    private Optional<PictureRows> picture(ItemInput input, ExportContext context, ItemOutput output) {
        if (input.image().isEmpty() || !context.options().masks().contains(MaskKind.HUMAN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(decoder.open(input.image().get()));
        } catch (DefectException e) {
            output.found(List.of(e.defect()));
            return Optional.empty();
        }
    }
}
