package io.maskexport.benchmarks.reference;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.maskexport.geometry.Points;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The plane of one channel through which every label is drawn. Its memory is used again, where numpy takes new memory for
 * each label and pays for it: here as elsewhere a doubt is decided for the reference.
 */
final class Plane {
    private final Mat zeros = new Mat();
    private final Mat booleans = new Mat();

    /** {@code numpy.zeros}, in memory that there is. */
    static Mat clear(Mat canvas, int height, int width, int type) {
        canvas.create(height, width, type);
        canvas.put(new Scalar(0));
        return canvas;
    }

    /** {@code zeros}, {@code fillPoly}, {@code astype(bool)}; then the canvas gets the colour where that is true. */
    void draw(Mat canvas, Points ring, int rgb) {
        clear(zeros, canvas.rows(), canvas.cols(), opencv_core.CV_8UC1);
        var points = new Mat(ring.count(), 1, opencv_core.CV_32SC2, new IntPointer(ring.xy()));
        opencv_imgproc.fillPoly(zeros, new MatVector(points), new Scalar(1));
        opencv_imgproc.threshold(zeros, booleans, 0, 1, opencv_imgproc.THRESH_BINARY);
        assign(canvas, booleans, 0, 0, rgb);
    }

    /**
     * {@code canvas[top:, left:][mask] = colour}: numpy counts the pixels that are set, lists their rows and columns, and
     * then visits each of them.
     *
     * @param canvas three channels
     * @param mask one channel of zeros and ones, not larger than what it is laid on
     */
    static void assign(Mat canvas, Mat mask, int left, int top, int rgb) {
        var set = segment(mask);
        int height = mask.rows();
        int width = mask.cols();
        int count = 0;
        for (int i = 0; i < height * width; i++) {
            count += set.get(ValueLayout.JAVA_BYTE, i);
        }
        long[] rows = new long[count];
        long[] columns = new long[count];
        for (int y = 0, i = 0, found = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                if (set.get(ValueLayout.JAVA_BYTE, i) != 0) {
                    rows[found] = y;
                    columns[found++] = x;
                }
            }
        }
        scatter(canvas, rows, columns, left, top, rgb);
    }

    private static void scatter(Mat canvas, long[] rows, long[] columns, int left, int top, int rgb) {
        var samples = segment(canvas);
        int width = canvas.cols();
        for (int i = 0; i < rows.length; i++) {
            long at = 3 * ((rows[i] + top) * width + columns[i] + left);
            samples.set(ValueLayout.JAVA_BYTE, at, (byte) (rgb >> 16));
            samples.set(ValueLayout.JAVA_BYTE, at + 1, (byte) (rgb >> 8));
            samples.set(ValueLayout.JAVA_BYTE, at + 2, (byte) rgb);
        }
    }

    /** All samples of a matrix that lies in memory without gaps. */
    static MemorySegment segment(Mat matrix) {
        long bytes = (long) matrix.rows() * matrix.cols() * matrix.elemSize();
        return MemorySegment.ofAddress(matrix.data().address()).reinterpret(bytes);
    }
}
