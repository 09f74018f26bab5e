package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.png.KeptPng;
import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;
import io.maskexport.png.RunRows;

/**
 * The masks that show one raster, in which each pixel belongs to its topmost object: class values in grey and with a
 * palette, the pixels of each class, the numbers of objects. The raster is composed once for all of them. Reusable.
 */
final class RasterMasks {
    /** The highest number of an object that 16 bits hold. */
    private static final int MOST_OBJECTS = 65_535;

    private final Limits limits;
    private final LayeredMask layers;
    private final RunPng machine = new RunPng();
    private final RunPng palette = new RunPng();
    private final RunPng ids = new RunPng();
    private final PanopticPng panoptic = new PanopticPng();
    private final RunPng single;
    private final SpanMask spans = new SpanMask();

    /**
     * The masks that were requested.
     *
     * @param further without machine masks, by kind
     * @param panoptic if requested
     * @param visible pixels of each piece that no other covers; empty unless there is an index
     */
    record Encoded(Optional<byte[]> machine, List<FurtherMask> further, Optional<CocoMasks.PanopticMask> panoptic,
            long[] visible) {}

    /**
     * What is requested of one item.
     *
     * @param pieces in file order; their places in it, from 1, are the numbers of objects
     */
    record Content(int width, int height, List<Piece> pieces, MaskValues values, RenderOptions options,
            Function<ObjectClass, String> fileNames) {
        boolean has(MaskKind kind) {
            return options.masks().contains(kind);
        }

        int valueOf(Piece piece) {
            return values.of(piece.objectClass());
        }

        /** The numbers of objects in drawing order. */
        IntStream bottomUp() {
            return LayerOrder.bottomUp(options.order(), pieces, MaskKind.MACHINE).map(place -> place + 1);
        }

        /** What pixels of a border have in place of the number of an object. */
        int borderNumber() {
            return pieces.size() + 1;
        }

        Piece piece(int number) {
            return pieces.get(number - 1);
        }

        /** Whether values are blended, so that they do not follow from objects. */
        boolean mixes() {
            return pieces.stream().anyMatch(piece -> piece.mixed(options.compat()).isPresent());
        }
    }

    /** The class masks of an item while its raster is composed. */
    private record ClassMasks(TreeMap<Integer, ObjectClass> classes, ClassPixels pixels, MaskFiles files) {}

    /** @param single encodes one mask at a time */
    RasterMasks(Limits limits, LayeredMask layers, RunPng single) {
        this.limits = limits;
        this.layers = layers;
        this.single = single;
    }

    Encoded encode(Content content, List<Defect> defects) {
        var values = beginValues(content);
        var objects = new ArrayList<RunRows>();
        boolean hasIds = beginIds(content, objects, defects);
        var classes = beginClasses(content, objects, defects);
        boolean hasPanoptic = beginPanoptic(content, objects, defects);
        var visible = new VisiblePixels(content.borderNumber(), VisiblePixels.NOWHERE);
        if (content.options.index()) {
            objects.add(visible);
        }
        if (objects.isEmpty() || content.mixes()) {
            composeValues(content, values);
        } else {
            values.forEach(rows -> objects.add(mapped(content, content::valueOf,
                    content.values.ignoreValue(), rows)));
        }
        composeObjects(content, objects);
        return new Encoded(content.has(MaskKind.MACHINE) ? Optional.of(machine.finish()) : Optional.empty(),
                further(content, classes, hasIds, defects),
                hasPanoptic ? Optional.of(panoptic.finish(content)) : Optional.empty(),
                content.options.index() ? counts(visible, content.pieces.size()) : new long[0]);
    }

    private static long[] counts(VisiblePixels visible, int objects) {
        return IntStream.rangeClosed(1, objects).mapToLong(visible::of).toArray();
    }

    /** Ends the masks that were composed; then encodes class masks. */
    private List<FurtherMask> further(Content content, Optional<ClassMasks> classes, boolean hasIds,
            List<Defect> defects) {
        var further = new ArrayList<FurtherMask>();
        if (content.has(MaskKind.PALETTE)) {
            further.add(only(MaskKind.PALETTE, palette));
        }
        classes.ifPresent(masks -> encode(masks, content, further, defects));
        if (hasIds) {
            further.add(only(MaskKind.INSTANCE_ID, ids));
        }
        return further;
    }

    private static FurtherMask only(MaskKind kind, RunPng png) {
        return new FurtherMask(kind, new NamedMask("", KeptPng.plain(png.finish())));
    }

    private List<RunRows> beginValues(Content content) {
        var rows = new ArrayList<RunRows>();
        if (content.has(MaskKind.MACHINE)) {
            machine.begin(content.width(), content.height(), content.values.machineFormat());
            rows.add(machine);
        }
        if (content.has(MaskKind.PALETTE)) {
            palette.begin(content.width(), content.height(), content.values.palette());
            rows.add(palette);
        }
        return rows;
    }

    private boolean beginIds(Content content, List<RunRows> objects, List<Defect> defects) {
        int count = content.pieces.size();
        if (!content.has(MaskKind.INSTANCE_ID)) {
            return false;
        }
        if (count > MOST_OBJECTS) {
            defects.add(new Defect(DefectCode.TOO_MANY_OBJECTS,
                    "%d objects; 16 bits have numbers for %d".formatted(count, MOST_OBJECTS)));
            return false;
        }
        ids.begin(content.width(), content.height(), PngFormat.GREY_16);
        objects.add(content.values.ignored().isEmpty() ? ids : new MappedRows(numbers(count), ids));
        return true;
    }

    private boolean beginPanoptic(Content content, List<RunRows> objects, List<Defect> defects) {
        if (!content.has(MaskKind.COCO_PANOPTIC)) {
            return false;
        }
        try {
            CocoMasks.check(content.pieces.size());
            objects.add(panoptic.begin(content));
            return true;
        } catch (DefectException e) {
            defects.add(e.defect());
            return false;
        }
    }

    /** Each number itself, and 0 for the border. */
    private static int[] numbers(int count) {
        return IntStream.rangeClosed(0, count + 1).map(number -> number > count ? 0 : number).toArray();
    }

    private Optional<ClassMasks> beginClasses(Content content, List<RunRows> objects, List<Defect> defects) {
        if (!content.has(MaskKind.CLASS)) {
            return Optional.empty();
        }
        var classes = new TreeMap<Integer, ObjectClass>();
        content.pieces.forEach(piece -> classes.put(piece.objectClass().index(), piece.objectClass()));
        try {
            var files = new MaskFiles(limits, classes.size(), DefectCode.TOO_MANY_CLASS_MASKS, "class");
            var masks = new ClassMasks(classes, new ClassPixels(), files);
            objects.add(mapped(content, piece -> piece.objectClass().index(), 0, masks.pixels));
            return Optional.of(masks);
        } catch (DefectException e) {
            defects.add(e.defect());
            return Optional.empty();
        }
    }

    /** Rows of objects passed on as rows of what belongs to them; the border is the number after the last object. */
    private static RunRows mapped(Content content, ToIntFunction<Piece> value, int border, RunRows rows) {
        int[] table = new int[content.borderNumber() + 1];
        for (int number = 1; number < content.borderNumber(); number++) {
            table[number] = value.applyAsInt(content.piece(number));
        }
        table[content.borderNumber()] = border;
        return new MappedRows(table, rows);
    }

    private void composeValues(Content content, List<RunRows> rows) {
        if (rows.isEmpty()) {
            return;
        }
        layers.begin(content.width(), content.height());
        content.bottomUp().mapToObj(content::piece).forEach(piece -> {
            int value = content.valueOf(piece);
            addBorder(content, piece, content.values.ignoreValue());
            piece.mixed(content.options.compat()).ifPresentOrElse(alpha -> layers.addMixedGrey(alpha, value),
                    () -> layers.add(piece.mask(), value));
        });
        layers.compose(RowFan.of(rows));
    }

    private void composeObjects(Content content, List<RunRows> rows) {
        if (rows.isEmpty()) {
            return;
        }
        layers.begin(content.width(), content.height());
        content.bottomUp().forEach(number -> {
            addBorder(content, content.piece(number), content.borderNumber());
            layers.add(content.piece(number).mask(), number);
        });
        layers.compose(RowFan.of(rows));
    }

    /** Around every object that is not background, above what it covers; the object covers the inner part. */
    private void addBorder(Content content, Piece piece, int value) {
        if (!piece.grown().isEmpty() && content.valueOf(piece) > 0) {
            layers.add(piece.grown(), value);
        }
    }

    private void encode(ClassMasks masks, Content content, List<FurtherMask> further, List<Defect> defects) {
        try {
            for (var objectClass : masks.classes.values()) {
                Interruption.check();
                var pixels = masks.pixels.take(objectClass.index());
                masks.files.add(content.fileNames.apply(objectClass) + ".png",
                        spans.encode(pixels, content.width(), content.height(), single));
            }
            masks.files.masks().forEach(mask -> further.add(new FurtherMask(MaskKind.CLASS, mask)));
        } catch (DefectException e) {
            defects.add(e.defect());
        }
    }
}
