package io.maskexport.benchmarks.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** A mask on the disk, as the reference writes it. */
final class MaskFile {
    private final Path path;
    private final Mat bgr = new Mat();
    private final Mat grey = new Mat();

    MaskFile(Path path) {
        this.path = path;
    }

    /** Writes three channels: a copy in OpenCV's order of channels, then {@code imwrite} as it is by default. */
    void write(Mat rgb) {
        rgb.copyTo(bgr);
        opencv_imgproc.cvtColor(bgr, bgr, opencv_imgproc.COLOR_RGB2BGR);
        if (!opencv_imgcodecs.imwrite(path.toString(), bgr)) {
            throw new IllegalStateException("OpenCV cannot write " + path);
        }
    }

    /** Reads the file again, converts it to grey, and writes it in the same place. */
    void toGrey() {
        opencv_imgproc.cvtColor(opencv_imgcodecs.imread(path.toString()), grey, opencv_imgproc.COLOR_BGR2GRAY);
        try {
            Files.write(path, PillowPng.encode(Plane.segment(grey), grey.cols(), grey.rows()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
