package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import io.maskexport.picture.Picture;
import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;
import io.maskexport.raster.Drawing;
import io.maskexport.raster.Rasterizer;

import static io.maskexport.defect.Limit.IMAGE_PAINT;
import static io.maskexport.defect.Limit.INSTANCES;

/**
 * Makes the masks of one item: crops its labels, draws them, puts the drawings together and encodes them. What it makes
 * depends on its arguments alone. Buffers are reused: one renderer for each thread.
 */
public final class MaskRenderer {
    private final Limits limits;
    private final PieceDrawer drawer;
    private final Rasterizer pictureRasterizer = new Rasterizer();
    private final HumanMask human = new HumanMask();
    private final MachineMask machine;
    private final SemanticMask semantic;
    private final InstanceMask instance;

    public MaskRenderer(Limits limits) {
        this.limits = limits;
        drawer = new PieceDrawer(limits);
        var layers = new LayeredMask();
        var png = new RunPng();
        machine = new MachineMask(layers, png);
        semantic = new SemanticMask(layers, png);
        instance = new InstanceMask(layers, png);
    }

    /**
     * Renders one item.
     *
     * @param annotation with sides of at most {@link RunPng#MAX_SIDE}; it decides the size of all masks but human ones
     * @param meta decides whether machine masks have 8 or 16 bits
     * @param picture the decoded image, which human masks show and follow in size; empty where there is none
     * @param fileNames of classes, for instance masks: safe as file names, without extension
     */
    public Masks render(Annotation annotation, ProjectMeta meta, RenderOptions options, Optional<Picture> picture,
            Function<ObjectClass, String> fileNames) {
        var defects = new ArrayList<Defect>();
        var drawn = drawer.draw(annotation, options.thickness(), defects);
        if (drawn.paint() > limits.of(IMAGE_PAINT)) {
            defects.add(new Defect(DefectCode.TOO_MUCH_PAINT,
                    "labels paint %d pixels, at most %d".formatted(drawn.paint(), limits.of(IMAGE_PAINT))));
            return new Masks(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), 0, defects);
        }
        var pieces = drawn.pieces();
        int width = annotation.width();
        int height = annotation.height();
        var format = meta.needsSixteenBits() ? PngFormat.GREY_16 : PngFormat.GREY_8;
        return new Masks(
                picture.flatMap(p -> ifAsked(options, MaskKind.HUMAN,
                        () -> human(annotation, pieces, p, options, defects))),
                ifAsked(options, MaskKind.MACHINE,
                        () -> machine.encode(pieces, width, height, format, options.compat())),
                ifAsked(options, MaskKind.SEMANTIC_RGB, () -> semantic.encode(pieces, width, height)),
                ifAsked(options, MaskKind.INSTANCE,
                        () -> instances(annotation, pieces, options.compat(), fileNames, defects)).orElse(List.of()),
                drawn.labels(), defects);
    }

    private static <T> Optional<T> ifAsked(RenderOptions options, MaskKind kind, Supplier<T> masks) {
        return options.masks().contains(kind) ? Optional.of(masks.get()) : Optional.empty();
    }

    private byte[] human(Annotation annotation, List<Piece> pieces, Picture picture, RenderOptions options,
            List<Defect> defects) {
        boolean sameSize = picture.width() == annotation.width() && picture.height() == annotation.height();
        if (!sameSize) {
            defects.add(new Defect(DefectCode.SIZE_MISMATCH, "image of %d x %d pixels, annotation of %d x %d"
                    .formatted(picture.width(), picture.height(), annotation.width(), annotation.height())));
            pictureRasterizer.canvas(picture.width(), picture.height());
        }
        human.begin(picture.width(), picture.height());
        for (var piece : pieces) {
            var drawing = sameSize ? piece.drawing() : redraw(piece, options.thickness());
            human.add(drawing, piece.objectClass().rgb());
        }
        return human.encode(picture, options.resizeHumanPercent());
    }

    private Drawing redraw(Piece piece, int thickness) {
        var objectClass = piece.objectClass();
        return pictureRasterizer.draw(piece.geometry(), objectClass.graph(), objectClass.rgb(), thickness);
    }

    private List<NamedMask> instances(Annotation annotation, List<Piece> pieces, Compat compat,
            Function<ObjectClass, String> fileNames, List<Defect> defects) {
        if (pieces.size() > limits.of(INSTANCES)) {
            defects.add(new Defect(DefectCode.TOO_MANY_INSTANCES,
                    "%d instance masks, at most %d".formatted(pieces.size(), limits.of(INSTANCES))));
            return List.of();
        }
        var names = new InstanceNames(compat);
        return pieces.stream().map(piece -> new NamedMask(names.next(fileNames.apply(piece.objectClass())),
                instance.encode(piece, annotation.width(), annotation.height(), compat))).toList();
    }
}
