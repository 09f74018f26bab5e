package io.maskexport.benchmarks.reference;

import java.nio.file.Path;

import io.maskexport.benchmarks.sample.Scene;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** {@code overlay = ((overlay.astype(uint16) + drawn.astype(uint16)) / 2).astype(uint8)} for each label. */
final class HumanBlend {
    private static final double HALF = 0.5;
    /** OpenCV rounds where numpy cuts off; the means are whole or halves. */
    private static final double CUT_OFF = -0.25;

    private final Plane plane;
    private final Mat overlay = new Mat();
    private final Mat drawn = new Mat();
    private final Mat wideOverlay = new Mat();
    private final Mat wideDrawn = new Mat();
    private final Mat sum = new Mat();
    private final Mat mean = new Mat();
    private final Mat pair = new Mat();

    HumanBlend(Plane plane) {
        this.plane = plane;
    }

    /** The image beside the image with its labels; valid until the next call. */
    Mat pair(Path image, Scene scene) {
        var rgb = opencv_imgcodecs.imread(image.toString());
        opencv_imgproc.cvtColor(rgb, rgb, opencv_imgproc.COLOR_BGR2RGB);
        rgb.copyTo(overlay);
        for (int i = 0; i < scene.polygons().size(); i++) {
            blend(scene, i);
        }
        opencv_core.hconcat(rgb, overlay, pair);
        return pair;
    }

    private void blend(Scene scene, int label) {
        try (var _ = new PointerScope()) {
            overlay.copyTo(drawn);
            plane.draw(drawn, scene.ring(label), scene.objectClass(label).rgb());
            overlay.convertTo(wideOverlay, opencv_core.CV_16U);
            drawn.convertTo(wideDrawn, opencv_core.CV_16U);
            opencv_core.add(wideOverlay, wideDrawn, sum);
            sum.convertTo(mean, opencv_core.CV_64F, HALF, 0);
            mean.convertTo(overlay, opencv_core.CV_8U, 1, CUT_OFF);
        }
    }
}
