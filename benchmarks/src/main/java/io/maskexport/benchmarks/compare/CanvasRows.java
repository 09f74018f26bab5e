package io.maskexport.benchmarks.compare;

import io.maskexport.benchmarks.measure.MeasuredSide;
import io.maskexport.benchmarks.measure.PairedRun;
import io.maskexport.benchmarks.sample.SampleScene;

/** The same objects on ever larger canvases: the cost of instance masks must not depend on the canvas. */
final class CanvasRows {
    private static final int OBJECTS = 100;
    private static final SampleScene SMALL = SampleScene.covering(4000, 3000, OBJECTS);

    private CanvasRows() {}

    static void measure(ResultTable table, int rounds) throws Exception {
        measure(table, rounds, 2);
        measure(table, rounds, 4);
    }

    private static void measure(ResultTable table, int rounds, int factor) throws Exception {
        var ours = new OurMasks();
        var large = new SampleScene(factor * SMALL.width(), factor * SMALL.height(), SMALL.polygons());
        var goal = new RatioGoal("instance mask on %d against 12 megapixels".formatted(12 * factor * factor), "x", 1.5,
                1.2);
        table.add(TableRow.of(goal,
                PairedRun
                        .run(rounds, MeasuredSide.here(() -> ours.instances(large).size()),
                                () -> ours.instances(SMALL).size())
                        .dividedBy(OBJECTS, OBJECTS)));
    }
}
