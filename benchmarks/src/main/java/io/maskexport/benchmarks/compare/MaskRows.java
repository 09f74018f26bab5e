package io.maskexport.benchmarks.compare;

import java.util.List;

import io.maskexport.benchmarks.measure.Race;
import io.maskexport.benchmarks.reference.ReferenceMasks;
import io.maskexport.benchmarks.sample.Brushed;
import io.maskexport.benchmarks.sample.Scene;
import io.maskexport.benchmarks.sample.SceneJson;
import io.maskexport.render.NamedMask;

/** Machine, semantic and instance masks of 100 objects on 12 megapixels: their cost and their size. */
final class MaskRows {
    private static final int OBJECTS = 100;
    /** Of so many objects the reference makes the instance masks: one costs as much as another. */
    private static final int REFERENCE_INSTANCES = 3;

    private final ReferenceMasks reference = new ReferenceMasks();
    private final OurMasks ours = new OurMasks();
    private final Scene scene = Scene.covering(4000, 3000, OBJECTS);
    private final int rounds;

    MaskRows(int rounds) {
        this.rounds = rounds;
    }

    void machine(Table table) throws Exception {
        byte[] theirs = reference.machine(scene);
        byte[] own = ours.machine(scene);
        SamePixels.require("machine mask", theirs, own);
        table.add(Row.of(new Goal("machine mask, 100 objects", "x", 200, 500),
                Race.run(rounds, () -> reference.machine(scene).length, () -> ours.machine(scene).length)));
        table.add(Row.ofBytes(new Goal("bytes of a machine mask", "", 1, 0.87), theirs.length, own.length));
    }

    void semantic(Table table) throws Exception {
        byte[] theirs = reference.semantic(scene);
        byte[] own = ours.semantic(scene);
        SamePixels.require("semantic mask", theirs, own);
        table.add(Row.of(new Goal("semantic RGB, 100 objects", "x", 150, 400),
                Race.run(rounds, () -> reference.semantic(scene).length, () -> ours.semantic(scene).length)));
        table.add(Row.ofBytes(new Goal("bytes of a semantic mask", "", 1, 0.70), theirs.length, own.length));
    }

    void instances(Table table) throws Exception {
        var own = ours.instances(scene);
        long theirBytes = 0;
        long ourBytes = 0;
        for (int i = 0; i < OBJECTS; i++) {
            byte[] theirs = reference.instance(scene, i);
            SamePixels.require("instance mask " + i, theirs, own.get(i).png());
            theirBytes += theirs.length;
            ourBytes += own.get(i).png().length;
        }
        table.add(Row.of(new Goal("instance mask, per polygon", "x", 1_500, 5_000),
                Race.run(rounds, this::referenceInstances, () -> bytes(ours.instances(scene)))
                        .dividedBy(REFERENCE_INSTANCES, OBJECTS)));
        table.add(Row.ofBytes(new Goal("bytes of instance masks", "", 1, 0.92), theirBytes, ourBytes));
    }

    private long referenceInstances() {
        long bytes = 0;
        for (int i = 0; i < REFERENCE_INSTANCES; i++) {
            bytes += reference.instance(scene, i).length;
        }
        return bytes;
    }

    void bitmaps(Table table) throws Exception {
        var bitmaps = Brushed.of(scene);
        byte[] json = SceneJson.bitmaps(scene, bitmaps);
        var own = ours.bitmapInstances(json);
        for (int i = 0; i < REFERENCE_INSTANCES; i++) {
            SamePixels.require("bitmap " + i, reference.instance(scene, bitmaps.get(i)), own.get(i).png());
        }
        table.add(Row.of(new Goal("instance mask, per bitmap", "x", 300, 600),
                Race.run(rounds, () -> referenceBitmaps(bitmaps), () -> bytes(ours.bitmapInstances(json)))
                        .dividedBy(REFERENCE_INSTANCES, OBJECTS)));
    }

    private long referenceBitmaps(List<Brushed> bitmaps) {
        long bytes = 0;
        for (int i = 0; i < REFERENCE_INSTANCES; i++) {
            bytes += reference.instance(scene, bitmaps.get(i)).length;
        }
        return bytes;
    }

    private static long bytes(List<NamedMask> masks) {
        return masks.stream().mapToLong(mask -> mask.png().length).sum();
    }
}
