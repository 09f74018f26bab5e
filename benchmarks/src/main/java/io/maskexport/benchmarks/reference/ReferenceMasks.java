package io.maskexport.benchmarks.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;

import io.maskexport.benchmarks.sample.Brushed;
import io.maskexport.benchmarks.sample.Scene;
import io.maskexport.geometry.Points;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The mask kinds as the reference application makes them: every label on a canvas of the whole image with three channels,
 * through a plane of its own, then files. Labels are drawn as they are: none of them crosses the canvas edge.
 */
public final class ReferenceMasks {
    private static final int WHITE = 0xFFFFFF;
    private static final int GREY = 0x010101;

    private final Path directory = directory();
    private final MaskFile file;
    private final Plane plane = new Plane();
    private final HumanBlend human = new HumanBlend(plane);
    private final Mat canvas = new Mat();

    /** Files are written to a temporary folder. */
    public ReferenceMasks() {
        opencv_core.setNumThreads(1);
        file = new MaskFile(file("mask.png"));
    }

    /** A file in the folder; it is deleted when this process ends. */
    public Path file(String name) {
        var path = directory.resolve(name);
        path.toFile().deleteOnExit();
        return path;
    }

    private static Path directory() {
        try {
            var directory = Files.createTempDirectory("reference-masks");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Class indices, larger objects below smaller ones; the file. */
    public byte[] machine(Scene scene) {
        try (var _ = new PointerScope()) {
            clear(scene);
            IntStream.range(0, scene.polygons().size()).boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> area(scene.ring(i))).reversed())
                    .forEach(i -> plane.draw(canvas, scene.ring(i), GREY * scene.objectClass(i).index()));
            return greyFile();
        }
    }

    /** Class colours in the order of the labels; the file. */
    public byte[] semantic(Scene scene) {
        try (var _ = new PointerScope()) {
            clear(scene);
            for (int i = 0; i < scene.polygons().size(); i++) {
                plane.draw(canvas, scene.ring(i), scene.objectClass(i).rgb());
            }
            file.write(canvas);
            return file.bytes();
        }
    }

    /** One polygon of the scene, white on black; the file. */
    public byte[] instance(Scene scene, int polygon) {
        try (var _ = new PointerScope()) {
            clear(scene);
            plane.draw(canvas, scene.ring(polygon), WHITE);
            return greyFile();
        }
    }

    /** One bitmap on a canvas of the scene's size, white on black; the file. */
    public byte[] instance(Scene scene, Brushed bitmap) {
        try (var _ = new PointerScope()) {
            clear(scene);
            Plane.assign(canvas, BitmapMask.decode(bitmap.data()), bitmap.left(), bitmap.top(), WHITE);
            return greyFile();
        }
    }

    /** The image left, and right every label blended over it in turn, over the whole image each time; the file. */
    public byte[] human(Path image, Scene scene) {
        try (var _ = new PointerScope()) {
            file.write(human.pair(image, scene));
            return file.bytes();
        }
    }

    private void clear(Scene scene) {
        Plane.clear(canvas, scene.height(), scene.width(), opencv_core.CV_8UC3);
    }

    private byte[] greyFile() {
        file.write(canvas);
        file.toGrey();
        return file.bytes();
    }

    private static double area(Points ring) {
        long twice = 0;
        for (int i = 0, last = ring.count() - 1; i < ring.count(); last = i++) {
            twice += (long) ring.y(i) * ring.x(last) - (long) ring.x(i) * ring.y(last);
        }
        return Math.abs(twice) / 2.0;
    }
}
