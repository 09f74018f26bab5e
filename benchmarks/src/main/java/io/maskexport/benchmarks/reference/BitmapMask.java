package io.maskexport.benchmarks.reference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Bitmaps of annotations: base64, zlib, PNG decoded by OpenCV to four channels, of which the last counts. */
final class BitmapMask {
    private static final int ALPHA = 3;

    private BitmapMask() {}

    /** A plane of zeros and ones. */
    static Mat decode(String base64) {
        byte[] png = inflate(Base64.getDecoder().decode(base64));
        var encoded = new Mat(1, png.length, opencv_core.CV_8UC1, new BytePointer(png));
        var samples = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_UNCHANGED);
        var alpha = new Mat();
        opencv_core.extractChannel(samples, alpha, ALPHA);
        var booleans = new Mat();
        opencv_imgproc.threshold(alpha, booleans, 0, 1, opencv_imgproc.THRESH_BINARY);
        return booleans;
    }

    private static byte[] inflate(byte[] zlib) {
        try (var stream = new InflaterInputStream(new ByteArrayInputStream(zlib))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
