package io.maskexport.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** OpenCV's own reader and writer. */
final class OpenCvImages {

    private OpenCvImages() {}

    /** {@code imread(IMREAD_COLOR)} of a file with this content, or null where OpenCV gives nothing. */
    static @Nullable Picture read(byte[] encoded) throws IOException {
        Path file = Files.createTempFile("oracle", ".img");
        try (var image = opencv_imgcodecs.imread(Files.write(file, encoded).toString(),
                opencv_imgcodecs.IMREAD_COLOR)) {
            return image.empty() ? null : picture(image);
        } catch (RuntimeException _) {
            return null; // cv::Exception: also no picture
        } finally {
            Files.delete(file);
        }
    }

    private static Picture picture(Mat bgr) {
        byte[] rgb = new byte[bgr.rows() * bgr.cols() * 3];
        bgr.data().capacity(rgb.length).get(rgb);
        for (int i = 0; i < rgb.length; i += 3) {
            byte blue = rgb[i];
            rgb[i] = rgb[i + 2];
            rgb[i + 2] = blue;
        }
        return new Picture(bgr.cols(), bgr.rows(), rgb);
    }

    /** {@code imencode} of samples in OpenCV's order (grey, BGR or BGRA; 16 bits in machine order). */
    static byte[] write(String extension, int width, int height, int type, byte[] samples, int... parameters) {
        try (var image = new Mat(height, width, type);
                var encoded = new BytePointer();
                var flags = new IntPointer(parameters)) {
            image.data().capacity(samples.length).put(samples);
            if (!opencv_imgcodecs.imencode(extension, image, encoded, flags)) {
                throw new IllegalStateException("OpenCV does not write " + extension);
            }
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }
}
