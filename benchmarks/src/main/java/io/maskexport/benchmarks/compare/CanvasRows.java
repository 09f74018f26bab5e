package io.maskexport.benchmarks.compare;

import io.maskexport.benchmarks.measure.Contender;
import io.maskexport.benchmarks.measure.Race;
import io.maskexport.benchmarks.sample.Scene;

/** The same objects on larger and larger canvases: what instance masks cost must not follow the canvas. */
final class CanvasRows {
    private static final int OBJECTS = 100;
    private static final Scene SMALL = Scene.covering(4000, 3000, OBJECTS);

    private CanvasRows() {}

    static void measure(Table table, int rounds) throws Exception {
        measure(table, rounds, 2);
        measure(table, rounds, 4);
    }

    private static void measure(Table table, int rounds, int factor) throws Exception {
        var ours = new OurMasks();
        var large = new Scene(factor * SMALL.width(), factor * SMALL.height(), SMALL.polygons());
        var goal = new Goal("instance mask on %d against 12 megapixels".formatted(12 * factor * factor), "x", 1.5, 1.2);
        table.add(Row.of(goal,
                Race.run(rounds, Contender.here(() -> ours.instances(large).size()), () -> ours.instances(SMALL).size())
                        .dividedBy(OBJECTS, OBJECTS)));
    }
}
