package io.maskexport.benchmarks.compare;

import io.maskexport.benchmarks.measure.MeasuredSide;
import io.maskexport.benchmarks.measure.PairedRun;
import io.maskexport.benchmarks.reference.ReferenceMasks;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.picture.JpegBackend;
import io.maskexport.picture.PictureDecoder;

/** Human masks of a 12-megapixel photo, from its JPEG to the mask file. */
final class HumanRows {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;

    private final ReferenceMasks reference;
    private final OurMasks ours = new OurMasks();
    private final byte[] jpeg = SamplePhoto.jpeg(WIDTH, HEIGHT);
    private final int rounds;

    HumanRows(ReferenceMasks reference, int rounds) {
        this.reference = reference;
        this.rounds = rounds;
    }

    void measure(ResultTable table, boolean few) throws Exception {
        measure(table, 5, new DecoderGoals(6, 9, 12, 20, 0.55));
        if (few) {
            return;
        }
        measure(table, 20, new DecoderGoals(12, 20, 25, 40, 0.70));
        measure(table, 100, new DecoderGoals(50, 80, 70, 120, 0.85));
    }

    private record DecoderGoals(double jdkFloor, double jdkTarget, double turboFloor, double turboTarget,
            double bytes) {}

    private void measure(ResultTable table, int labels, DecoderGoals goals) throws Exception {
        var scene = SampleScene.of(WIDTH, HEIGHT, labels, 215);
        var name = "human mask, " + labels + " labels, ";
        var jdk = PictureDecoder.create(JpegBackend.JDK, OurMasks.LIMITS);
        var turbo = PictureDecoder.create(JpegBackend.TURBO, OurMasks.LIMITS);
        var blended = reference.human(jpeg, scene);
        byte[] theirs = blended.png();
        byte[] own = ours.human(jdk, jpeg, scene);
        SamePixels.require(name + "JDK", theirs, own);
        SamePixels.require(name + "libturbojpeg", theirs, ours.human(turbo, jpeg, scene));
        table.add(TableRow.of(new RatioGoal(name + "JDK only", "x", goals.jdkFloor(), goals.jdkTarget()),
                compare(blended, jdk, scene)));
        table.add(TableRow.of(new RatioGoal(name + "libturbojpeg", "x", goals.turboFloor(), goals.turboTarget()),
                compare(blended, turbo, scene)));
        table.add(TableRow.ofBytes(new RatioGoal("bytes of a human mask, " + labels + " labels", "", 1, goals.bytes()),
                theirs.length, own.length));
    }

    private PairedRun compare(MeasuredSide blended, PictureDecoder decoder, SampleScene scene) throws Exception {
        return PairedRun.run(rounds, blended, () -> ours.human(decoder, jpeg, scene).length);
    }
}
