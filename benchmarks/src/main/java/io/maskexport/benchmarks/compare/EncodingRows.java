package io.maskexport.benchmarks.compare;

import java.util.Locale;

import io.maskexport.benchmarks.measure.MeasuredSide;
import io.maskexport.benchmarks.measure.PairedRun;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.render.MaskKind;

/** Further encodings of 100 objects on 12 megapixels, each against the machine mask. */
final class EncodingRows {
    private static final SampleScene SCENE = SampleScene.covering(4000, 3000, 100);

    private EncodingRows() {}

    static void measure(ResultTable table, int rounds) throws Exception {
        measure(table, rounds, MaskKind.PALETTE, 1.2);
        measure(table, rounds, MaskKind.CLASS, 1.2);
        measure(table, rounds, MaskKind.INSTANCE_ID, 1.5);
        measure(table, rounds, MaskKind.COCO_INSTANCES, 1.5);
        measure(table, rounds, MaskKind.COCO_PANOPTIC, 1.5);
    }

    private static void measure(ResultTable table, int rounds, MaskKind kind, double target) throws Exception {
        var ours = new OurMasks();
        var name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        var pair = PairedRun.run(rounds, MeasuredSide.here(() -> ours.bytes(SCENE, MaskKind.MACHINE)),
                () -> ours.bytes(SCENE, kind));
        table.add(new TableRow(RatioGoal.watched(name + " against machine mask", "x", target),
                TableRow.milliseconds(pair.reference()), TableRow.milliseconds(pair.ours()), 1 / pair.ratio()));
    }
}
