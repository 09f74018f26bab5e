package io.maskexport.raster;

import java.util.List;

import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Spans;

/** The painting of one cropped label; everything lies inside the canvas. */
public sealed interface Drawing {
    /** Number of runs of pixels, or the equivalent in memory. */
    default long runs() {
        return switch (this) {
            case Solid(Spans spans) -> spans.count();
            case Strokes(var strokes) ->
                strokes.stream().mapToLong(stroke -> stroke.spans().count() + Stroke.RUNS).sum();
            case Translucent _ -> 0;
        };
    }

    /** Pixels in one colour, the label's. */
    record Solid(Spans spans) implements Drawing {}

    /** Pixels in several colours: strokes in painting order; a later one covers an earlier one. */
    record Strokes(List<Stroke> strokes) implements Drawing {
        public Strokes {
            strokes = List.copyOf(strokes);
        }
    }

    /** Pixels that blend the label's colour into what is below, each with its own alpha. */
    record Translucent(AlphaMask mask) implements Drawing {}

    /** Pixels in one colour, {@code 0xRRGGBB}. */
    record Stroke(Spans spans, int rgb) {
        /** Memory overhead of a stroke, counted in runs. */
        static final int RUNS = 16;
    }
}
