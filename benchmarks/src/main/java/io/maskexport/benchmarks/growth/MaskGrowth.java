package io.maskexport.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.maskexport.benchmarks.compare.OurMasks;
import io.maskexport.benchmarks.measure.CpuTime;
import io.maskexport.benchmarks.measure.GrowthCurve;
import io.maskexport.benchmarks.measure.MeasuredWork;
import io.maskexport.benchmarks.measure.Median;
import io.maskexport.benchmarks.sample.SampleScene;

/** Masks of increasing numbers of objects, and of the same objects on increasingly large canvases. */
final class MaskGrowth {
    private static final List<Integer> OBJECTS = List.of(1, 3, 10, 30, 100, 300, 1000);
    private static final List<Integer> MEGAPIXELS = List.of(1, 3, 12, 48, 192);
    private static final int RADIUS = 60;
    private static final int SOME = 100;
    private static final int MEGAPIXEL = 1_000_000;
    private static final int ROUNDS = 3;
    private static final double ROUND = 0.3;

    private MaskGrowth() {}

    static List<GrowthCurve> objects() throws Exception {
        var ours = new OurMasks();
        return List.of(
                curve("machine mask", OBJECTS, n -> machine(ours, scene(n))),
                curve("semantic mask", OBJECTS, n -> semantic(ours, scene(n))),
                curve("all instance masks", OBJECTS, n -> instances(ours, scene(n))));
    }

    static List<GrowthCurve> megapixels() throws Exception {
        var ours = new OurMasks();
        return List.of(
                curve("machine mask, 100 objects", MEGAPIXELS, n -> machine(ours, canvas(n))),
                curve("machine mask, 100 objects that grow too", MEGAPIXELS, n -> machine(ours, covered(n))),
                curve("100 instance masks", MEGAPIXELS, n -> instances(ours, canvas(n))));
    }

    private static SampleScene scene(int objects) {
        return SampleScene.of(4000, 3000, objects, RADIUS);
    }

    /** Four to three, with all objects in the first megapixel. */
    private static SampleScene canvas(int megapixels) {
        var first = SampleScene.of(1154, 866, SOME, RADIUS);
        return new SampleScene(width(megapixels), width(megapixels) * 3 / 4, first.polygons());
    }

    private static SampleScene covered(int megapixels) {
        return SampleScene.covering(width(megapixels), width(megapixels) * 3 / 4, SOME);
    }

    private static int width(int megapixels) {
        return (int) Math.ceil(Math.sqrt(megapixels * (double) MEGAPIXEL * 4 / 3));
    }

    private static MeasuredWork machine(OurMasks ours, SampleScene scene) {
        return () -> ours.machine(scene).length;
    }

    private static MeasuredWork semantic(OurMasks ours, SampleScene scene) {
        return () -> ours.semantic(scene).length;
    }

    private static MeasuredWork instances(OurMasks ours, SampleScene scene) {
        return () -> ours.instances(scene).stream().mapToLong(mask -> mask.png().length).sum();
    }

    /** Measures all sizes in turn, several times, so that a slow minute of the machine affects all of them. */
    private static GrowthCurve curve(String name, List<Integer> sizes, IntFunction<MeasuredWork> works)
            throws Exception {
        var work = sizes.stream().map(works::apply).toList();
        var seconds = new double[sizes.size()][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < sizes.size(); i++) {
                double took = CpuTime.perCall(work.get(i), ROUND);
                if (round >= 0) {
                    seconds[i][round] = took;
                }
            }
        }
        var points = new ArrayList<GrowthCurve.CurvePoint>();
        for (int i = 0; i < sizes.size(); i++) {
            points.add(new GrowthCurve.CurvePoint(sizes.get(i), 1e3 * Median.of(seconds[i])));
        }
        return new GrowthCurve(name, points);
    }
}
