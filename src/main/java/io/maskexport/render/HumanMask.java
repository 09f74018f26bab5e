package io.maskexport.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Spans;
import io.maskexport.picture.PictureRows;
import io.maskexport.picture.RowSink;
import io.maskexport.png.KeptPng;
import io.maskexport.png.PhotoPng;
import io.maskexport.raster.Drawing;
import io.maskexport.resize.AreaResize;

import static io.maskexport.defect.Limit.ITEM_BYTES;

/**
 * The original on the left, the labels blended over it on the right. Rows stream from the decoder to the encoder; only
 * rows with labels are copied and blended, one at a time. Reusable.
 */
final class HumanMask {
    private static final int SAMPLES = 3;

    private final PhotoPng png = new PhotoPng();
    private final LayerRuns runs = new LayerRuns();
    private final List<Blend> blends = new ArrayList<>();
    private final Map<Integer, Blend> colours = new HashMap<>();
    private final StrokeLine strokes = new StrokeLine();
    private byte[] pair = new byte[0];
    private int width;
    private int height;
    private long byteLimit;
    /** The next row. */
    private int y;
    /** Number of figures with strokes so far. */
    private int figures;

    /** Stops the rows of a picture when the file becomes too large. */
    private static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Starts a picture without labels; sides in pixels. */
    void begin(int width, int height) {
        this.width = width;
        this.height = height;
        runs.clear();
        blends.clear();
        colours.clear();
        figures = 0;
        strokes.begin(width);
    }

    /** Blends a label over the earlier ones; its drawing must lie on the picture. */
    void add(Drawing drawing, int rgb) {
        switch (drawing) {
            case Drawing.Solid(Spans spans) -> add(spans, colour(rgb));
            case Drawing.Translucent(AlphaMask mask) -> add(Alpha.box(mask), new Blend.Translucent(mask, rgb));
            case Drawing.Strokes(List<Drawing.Stroke> list) -> add(list);
        }
    }

    private void add(Spans spans, Blend blend) {
        runs.add(spans);
        blends.add(blend);
    }

    private Blend colour(int rgb) {
        return colours.computeIfAbsent(rgb, Blend.Colour::of);
    }

    /** Where strokes overlap, only the topmost is blended. */
    private void add(List<Drawing.Stroke> list) {
        figures++;
        list.forEach(stroke -> add(stroke.spans(), new Blend.Stroke(figures, stroke.rgb())));
    }

    /**
     * Encodes the mask.
     *
     * @param picture of the size given to {@link #begin}
     * @param percent size of the whole mask, 1 to 100; empty keeps the picture's size
     * @param byteLimit largest size of the file
     * @param notice receives what {@link PictureRows#read} reports
     * @throws DefectException if the picture cannot be decoded or the file is too large
     */
    KeptPng encode(PictureRows picture, OptionalInt percent, long byteLimit, Consumer<Defect> notice)
            throws DefectException {
        this.byteLimit = byteLimit;
        runs.start(height);
        if (pair.length < 2 * SAMPLES * width) {
            pair = new byte[2 * SAMPLES * width];
        }
        y = 0;
        try {
            picture.read(resize(percent).<RowSink>map(this::resized).orElse(this::add)).ifPresent(notice);
            return png.keep();
        } catch (TooLargeException _) {
            throw new DefectException(ITEM_BYTES, DefectCode.IMAGE_TOO_LARGE,
                    "the human mask needs more than the remaining %d bytes".formatted(byteLimit));
        } finally {
            runs.clear();
            blends.clear();
            png.release();
        }
    }

    private Optional<AreaResize> resize(OptionalInt percent) {
        if (percent.isEmpty()) {
            png.begin(2 * width, height, width);
            return Optional.empty();
        }
        double factor = percent.getAsInt() / 100.0;
        int smallWidth = Math.max(1, (int) (2 * width * factor));
        int smallHeight = Math.max(1, (int) (height * factor));
        png.begin(smallWidth, smallHeight, smallWidth % 2 == 0 ? smallWidth / 2 : 0);
        return Optional.of(new AreaResize(2 * width, height, smallWidth, smallHeight));
    }

    private void add(byte[] rgb, int start) {
        load();
        int from = runs.size() == 0 ? 0 : width;
        int to = 0;
        for (int i = 0; i < runs.size(); i++) {
            from = Math.min(from, runs.spans(i).from(runs.begin(i)));
            to = Math.max(to, runs.spans(i).to(runs.end(i) - 1));
        }
        int rowBytes = SAMPLES * width;
        blendRow(rgb, start, from, to);
        png.row(rgb, start, pair, rowBytes + SAMPLES * from, from, to);
        y++;
    }

    private RowSink resized(AreaResize resize) {
        return (rgb, start) -> {
            load();
            System.arraycopy(rgb, start, pair, 0, SAMPLES * width);
            blendRow(rgb, start, 0, width);
            if (resize.add(pair, 0)) {
                png.row(resize.row(), 0);
            }
            y++;
        };
    }

    private void load() {
        Interruption.check();
        if (png.size() > byteLimit) {
            throw new TooLargeException();
        }
        runs.load(y);
    }

    /** Writes columns of the right half of a row, at least all those with labels. */
    private void blendRow(byte[] rgb, int start, int from, int to) {
        int rowBytes = SAMPLES * width;
        System.arraycopy(rgb, start + SAMPLES * from, pair, rowBytes + SAMPLES * from, SAMPLES * (to - from));
        int figure = 0;
        for (int i = 0; i < runs.size(); i++) {
            var blend = blends.get(runs.layer(i));
            if (figure > 0 && figure != blend.figure()) {
                strokes.blend(pair, rowBytes, y);
            }
            figure = blend.figure();
            apply(blend, rowBytes, i);
        }
        if (figure > 0) {
            strokes.blend(pair, rowBytes, y);
        }
    }

    private void apply(Blend blend, int rowBytes, int layer) {
        var spans = runs.spans(layer);
        for (int i = runs.begin(layer); i < runs.end(layer); i++) {
            if (blend instanceof Blend.Stroke(int _, int rgb)) {
                strokes.paint(rgb, spans.from(i), spans.to(i));
            } else {
                blend.apply(pair, rowBytes, y, spans.from(i), spans.to(i));
            }
        }
    }
}
