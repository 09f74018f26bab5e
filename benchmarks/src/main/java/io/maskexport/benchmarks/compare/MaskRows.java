package io.maskexport.benchmarks.compare;

import java.util.List;

import io.maskexport.benchmarks.measure.PairedRun;
import io.maskexport.benchmarks.reference.ReferenceMasks;
import io.maskexport.benchmarks.sample.BrushedPolygon;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.benchmarks.sample.SceneJson;
import io.maskexport.render.NamedMask;

/** Machine, semantic and instance masks of 100 objects on 12 megapixels: their cost and their size. */
final class MaskRows {
    private static final int OBJECTS = 100;
    /** Number of objects whose masks are compared with the reference's. */
    private static final int SOME = 10;
    /** The object whose reference mask is timed: all cost about the same. */
    private static final int ANY = 7;

    private final ReferenceMasks reference;
    private final OurMasks ours = new OurMasks();
    private final SampleScene scene = SampleScene.covering(4000, 3000, OBJECTS);
    private final int rounds;

    MaskRows(ReferenceMasks reference, int rounds) {
        this.reference = reference;
        this.rounds = rounds;
    }

    void machine(ResultTable table) throws Exception {
        var mask = reference.machine(scene);
        byte[] theirs = mask.png();
        byte[] own = ours.machine(scene);
        SamePixels.require("machine mask", theirs, own);
        table.add(TableRow.of(new RatioGoal("machine mask, 100 objects", "x", 200, 500),
                PairedRun.run(rounds, mask, () -> ours.machine(scene).length)));
        table.add(TableRow.ofBytes(new RatioGoal("bytes of a machine mask", "", 1, 0.87), theirs.length, own.length));
    }

    void semantic(ResultTable table) throws Exception {
        var mask = reference.semantic(scene);
        byte[] theirs = mask.png();
        byte[] own = ours.semantic(scene);
        SamePixels.require("semantic mask", theirs, own);
        table.add(TableRow.of(new RatioGoal("semantic RGB, 100 objects", "x", 150, 400),
                PairedRun.run(rounds, mask, () -> ours.semantic(scene).length)));
        table.add(TableRow.ofBytes(new RatioGoal("bytes of a semantic mask", "", 1, 0.70), theirs.length, own.length));
    }

    void instances(ResultTable table) throws Exception {
        var own = ours.instances(scene);
        long theirBytes = 0;
        long ourBytes = 0;
        for (int i = 0; i < OBJECTS; i++) {
            byte[] theirs = reference.instance(scene, i).png();
            SamePixels.require("instance mask " + i, theirs, own.get(i).png());
            theirBytes += theirs.length;
            ourBytes += own.get(i).png().length;
        }
        table.add(TableRow.of(new RatioGoal("instance mask, per polygon", "x", 1_500, 5_000),
                PairedRun.run(rounds, reference.instance(scene, ANY), () -> bytes(ours.instances(scene)))
                        .dividedBy(1, OBJECTS)));
        table.add(TableRow.ofBytes(new RatioGoal("bytes of instance masks", "", 1, 0.92), theirBytes, ourBytes));
    }

    void bitmaps(ResultTable table) throws Exception {
        var bitmaps = BrushedPolygon.of(scene);
        byte[] json = SceneJson.bitmaps(scene, bitmaps);
        var own = ours.bitmapInstances(json);
        for (int i = 0; i < SOME; i++) {
            SamePixels.require("bitmap " + i, reference.instance(scene, bitmaps, i).png(), own.get(i).png());
        }
        table.add(TableRow.of(new RatioGoal("instance mask, per bitmap", "x", 300, 600),
                PairedRun.run(rounds, reference.instance(scene, bitmaps, ANY), () -> bytes(ours.bitmapInstances(json)))
                        .dividedBy(1, OBJECTS)));
    }

    private static long bytes(List<NamedMask> masks) {
        return masks.stream().mapToLong(mask -> mask.png().length).sum();
    }
}
