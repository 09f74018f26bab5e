package io.maskexport.raster;

import java.util.List;

import io.maskexport.geometry.Geometry.AlphaMask;
import io.maskexport.geometry.Spans;

/** What one cropped label paints on its canvas; everything lies inside the canvas. */
public sealed interface Drawing {
    /** Runs of pixels, or what takes as much memory. */
    default long runs() {
        return switch (this) {
            case Solid(Spans spans) -> spans.count();
            case Strokes(var strokes) ->
                strokes.stream().mapToLong(stroke -> stroke.spans().count() + Stroke.RUNS).sum();
            case Translucent _ -> 0;
        };
    }

    /** Pixels in one colour, that of the label. */
    record Solid(Spans spans) implements Drawing {}

    /** Pixels in several colours: strokes in painting order, a later one covers an earlier one. */
    record Strokes(List<Stroke> strokes) implements Drawing {
        public Strokes {
            strokes = List.copyOf(strokes);
        }
    }

    /** Pixels that mix the label's colour into what is below, each by its own alpha. */
    record Translucent(AlphaMask mask) implements Drawing {}

    /** Pixels in one colour, {@code 0xRRGGBB}. */
    record Stroke(Spans spans, int rgb) {
        /** It takes as much memory as so many runs more than it has. */
        static final int RUNS = 16;
    }
}
