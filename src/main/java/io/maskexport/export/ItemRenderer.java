package io.maskexport.export;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

import io.maskexport.annotation.Annotation;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.FatalErrors;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.picture.PictureDecoder;
import io.maskexport.picture.PictureRows;
import io.maskexport.render.MaskKind;
import io.maskexport.render.MaskRenderer;

/**
 * Turns one item's files into what the archive holds of it. What comes out depends on the arguments alone. Whatever the
 * files contain, the item comes out: at worst as original and annotation, with a warning. Buffers are reused: one renderer
 * for each thread.
 */
public final class ItemRenderer {
    private final JpegBackend backend;
    private Limits limits;
    private PictureDecoder decoder;
    private MaskRenderer masks;

    /** @param limits expected; an item of an export with others is rendered by those all the same */
    public ItemRenderer(JpegBackend backend, Limits limits) {
        this.backend = backend;
        this.limits = limits;
        decoder = PictureDecoder.create(backend, limits);
        masks = new MaskRenderer(limits);
    }

    /** Renders an item that may take as much memory as it needs. */
    public RenderedItem render(Item item, ItemInput input, ExportContext context, ExportListener listener) {
        return render(item, input, context, listener, _ -> {});
    }

    /**
     * Renders an item.
     *
     * @param memory told, before they are made, how many bytes labels and masks take beside what {@link ItemCost} expects; may
     *     wait
     * @throws CancellationException if the thread is interrupted
     */
    RenderedItem render(Item item, ItemInput input, ExportContext context, ExportListener listener,
            LongConsumer memory) {
        var output = new ItemOutput(item);
        output.found(item.defects());
        output.found(input.defects());
        output.original(input);
        if (item.masked()) {
            obey(context.limits());
            try {
                addMasks(item, input, context, output, memory);
            } catch (CancellationException e) {
                masks = new MaskRenderer(limits);
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                FatalErrors.rethrow(e);
                masks = new MaskRenderer(limits);
                output.found(DefectCode.RENDER_FAILED, "a fault of the worker, which its log tells of");
                listener.crashed(item, e);
            }
        }
        return output.finished();
    }

    /** The export's limits, whatever the process is set to: they are pinned in its plan. */
    private void obey(Limits exports) {
        if (!exports.equals(limits)) {
            decoder = PictureDecoder.create(backend, exports);
            masks = new MaskRenderer(exports);
            limits = exports;
        }
    }

    private void addMasks(Item item, ItemInput input, ExportContext context, ItemOutput output,
            LongConsumer memory) {
        if (input.annotation().isEmpty()) {
            return;
        }
        var annotation = annotation(input.annotation().get(), context, output, memory);
        if (annotation.isPresent()) {
            memory.accept(ItemCost.labels(annotation.get(), context));
            var picture = item.isPicture() ? picture(input, context, output) : Optional.<PictureRows>empty();
            output.masks(masks.render(annotation.get(), context.meta(), context.options(), picture, context::fileOf));
        }
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

    /** Only human masks need it. */
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
