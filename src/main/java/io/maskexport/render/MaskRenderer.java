package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.picture.PictureRows;
import io.maskexport.png.KeptPng;
import io.maskexport.png.RunPng;
import io.maskexport.raster.Drawing;
import io.maskexport.raster.LabelMemory;
import io.maskexport.raster.Rasterizer;

import static io.maskexport.defect.Limit.IMAGE_PAINT;
import static io.maskexport.defect.Limit.ITEM_BYTES;

/**
 * Renders the masks of one item: crops its labels, draws them, composes the drawings and encodes them. The result
 * depends only on the arguments. Reuses buffers: one renderer for each thread.
 */
public final class MaskRenderer {
    /** Instance masks of an item beyond this many bytes are kept compressed. */
    public static final long PLAIN_BYTES = 8 << 20;

    private final Limits limits;
    private final PieceDrawer drawer;
    private final Rasterizer pictureRasterizer = new Rasterizer();
    private final HumanMask human = new HumanMask();
    private final RasterMasks raster;
    private final SemanticMask semantic;
    private final InstanceMask instance;
    private final CocoInstances coco;

    public MaskRenderer(Limits limits) {
        this.limits = limits;
        drawer = new PieceDrawer(limits);
        var layers = new LayeredMask();
        var png = new RunPng();
        raster = new RasterMasks(limits, layers, png);
        semantic = new SemanticMask(layers, png);
        instance = new InstanceMask(layers, png);
        coco = new CocoInstances(limits);
    }

    /**
     * Renders one item.
     *
     * @param annotation with sides of at most {@link RunPng#MAX_SIDE}; decides the size of all masks except human ones
     * @param values what the pixels of machine and palette masks mean
     * @param picture the image, which human masks show and whose size they have; empty if there is none
     * @param fileNames of classes, for instance and class masks: safe file names without extension
     */
    public Masks render(Annotation annotation, MaskValues values, RenderOptions options,
            Optional<PictureRows> picture, Function<ObjectClass, String> fileNames) {
        var defects = new ArrayList<Defect>();
        var drawn = drawer.draw(annotation, options.thickness(), options.encoding().ignoreBorder(), defects);
        if (drawn.paint() > limits.of(IMAGE_PAINT)) {
            defects.add(new DefectException(IMAGE_PAINT, DefectCode.TOO_MUCH_PAINT,
                    "labels cover %d pixels, more than %d".formatted(drawn.paint(), limits.of(IMAGE_PAINT))).defect());
            return Masks.none(defects);
        }
        var pieces = drawn.pieces();
        int width = annotation.width();
        int height = annotation.height();
        var human = picture.filter(_ -> options.masks().contains(MaskKind.HUMAN))
                .flatMap(rows -> human(annotation, drawn, rows, options, defects));
        var encoded = raster.encode(new RasterMasks.Content(width, height, pieces, values, options, fileNames),
                defects);
        return new Masks(human, encoded.machine(),
                ifAsked(options, MaskKind.SEMANTIC_RGB,
                        () -> semantic.encode(LayerOrder.layers(options.order(), pieces, MaskKind.SEMANTIC_RGB),
                                width, height)),
                ifAsked(options, MaskKind.INSTANCE,
                        () -> instances(annotation, pieces, options.compat(), fileNames, defects)).orElse(List.of()),
                encoded.further(),
                new CocoMasks(cocoInstances(annotation, drawn, values, options, defects), encoded.panoptic()),
                objects(pieces, values, encoded.visible()), drawn.labels(), defects);
    }

    private static List<DrawnObject> objects(List<Piece> pieces, MaskValues values, long[] visible) {
        return IntStream.range(0, visible.length).mapToObj(i -> {
            var piece = pieces.get(i);
            return new DrawnObject(piece.objectClass(), values.of(piece.objectClass()), piece.labelId(),
                    piece.mask().box(), piece.mask().area(),
                    visible[i]);
        }).toList();
    }

    private static <T> Optional<T> ifAsked(RenderOptions options, MaskKind kind, Supplier<T> masks) {
        return options.masks().contains(kind) ? Optional.of(masks.get()) : Optional.empty();
    }

    /** Defects of the picture precede those of the labels, and are the only ones if there is nothing to show. */
    private Optional<KeptPng> human(Annotation annotation, PieceDrawer.Drawn drawn, PictureRows picture,
            RenderOptions options, List<Defect> defects) {
        var found = new ArrayList<Defect>();
        try {
            add(annotation, drawn, picture, options, found);
            long left = Math.max(0, limits.of(ITEM_BYTES) - picture.heapBytes() - drawn.memory().bytes());
            var png = human.encode(picture, options.resizeHumanPercent(), left, defects::addFirst);
            defects.addAll(found);
            return Optional.of(png);
        } catch (DefectException e) {
            defects.addFirst(e.defect());
            return Optional.empty();
        }
    }

    private void add(Annotation annotation, PieceDrawer.Drawn drawn, PictureRows picture, RenderOptions options,
            List<Defect> defects) {
        boolean sameSize = picture.width() == annotation.width() && picture.height() == annotation.height();
        if (!sameSize) {
            defects.add(new Defect(DefectCode.SIZE_MISMATCH, "image of %d x %d pixels, annotation of %d x %d"
                    .formatted(picture.width(), picture.height(), annotation.width(), annotation.height())));
            pictureRasterizer.canvas(picture.width(), picture.height());
        }
        human.begin(picture.width(), picture.height());
        for (var piece : LayerOrder.layers(options.order(), drawn.pieces(), MaskKind.HUMAN)) {
            Interruption.check();
            var drawing = sameSize
                    ? Optional.of(piece.drawing())
                    : redraw(piece, options.thickness(), drawn.memory(), defects);
            drawing.ifPresent(d -> human.add(d, piece.objectClass().rgb()));
        }
    }

    /** Redraws the labels for a picture of another size; this takes memory of its own. */
    private Optional<Drawing> redraw(Piece piece, int thickness, LabelMemory memory, List<Defect> defects) {
        long before = memory.bytes();
        try {
            return Optional
                    .of(PieceDrawer.draw(pictureRasterizer, piece.objectClass(), piece.geometry(), thickness, memory));
        } catch (DefectException e) {
            memory.back(before);
            defects.add(e.defect());
            return Optional.empty();
        }
    }

    private Optional<List<CocoInstance>> cocoInstances(Annotation annotation, PieceDrawer.Drawn drawn,
            MaskValues values, RenderOptions options, List<Defect> defects) {
        if (!options.masks().contains(MaskKind.COCO_INSTANCES)) {
            return Optional.empty();
        }
        try {
            return Optional.of(coco.of(drawn.pieces(), annotation.width(), annotation.height(), values,
                    drawn.memory().bytes()));
        } catch (DefectException e) {
            defects.add(e.defect());
            return Optional.empty();
        }
    }

    private List<NamedMask> instances(Annotation annotation, List<Piece> pieces, Compat compat,
            Function<ObjectClass, String> fileNames, List<Defect> defects) {
        try {
            var names = new InstanceNames(compat);
            var masks = new MaskFiles(limits, pieces.size(), DefectCode.TOO_MANY_INSTANCES, "instance");
            for (var piece : pieces) {
                Interruption.check();
                masks.add(names.next(fileNames.apply(piece.objectClass())),
                        instance.encode(piece, annotation.width(), annotation.height(), compat));
            }
            return masks.masks();
        } catch (DefectException e) {
            defects.add(e.defect());
            return List.of();
        }
    }
}
