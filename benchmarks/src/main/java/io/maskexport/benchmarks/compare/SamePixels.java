package io.maskexport.benchmarks.compare;

import java.util.Arrays;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes sure that two files show the same before they race: a fast wrong mask is worth nothing. */
final class SamePixels {
    private SamePixels() {}

    static void require(String what, byte[] reference, byte[] ours) {
        try (var _ = new PointerScope()) {
            var theirs = decode(reference);
            var own = decode(ours);
            if (theirs.rows() != own.rows() || theirs.cols() != own.cols() || theirs.type() != own.type()
                    || !Arrays.equals(bytes(theirs), bytes(own))) {
                throw new IllegalStateException(what + ": our pixels are not those of the reference");
            }
        }
    }

    private static Mat decode(byte[] png) {
        var encoded = new Mat(1, png.length, opencv_core.CV_8UC1, new BytePointer(png));
        return opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_UNCHANGED);
    }

    private static byte[] bytes(Mat samples) {
        byte[] bytes = new byte[Math.toIntExact(samples.total() * samples.elemSize())];
        samples.data().get(bytes);
        return bytes;
    }
}
