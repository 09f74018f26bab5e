package io.maskexport.benchmarks.stage;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.AnnotationReader;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.PartedArchive;
import io.maskexport.benchmarks.compare.OurMasks;
import io.maskexport.benchmarks.sample.BrushedPolygon;
import io.maskexport.benchmarks.sample.SampleClasses;
import io.maskexport.benchmarks.sample.SamplePhoto;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.benchmarks.sample.SceneJson;
import io.maskexport.defect.DefectException;
import io.maskexport.picture.Decoded;
import io.maskexport.picture.JpegBackend;
import io.maskexport.picture.PictureDecoder;
import io.maskexport.png.PhotoPng;
import io.maskexport.png.PngFormat;
import io.maskexport.png.RunPng;
import io.maskexport.raster.Rasterizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of each stage for a 12-megapixel image with 100 objects. Composing layers is the cost of a machine mask
 * beyond raster and encoder.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StageBenchmark {
    private static final int WIDTH = 4000;
    private static final int HEIGHT = 3000;
    private static final int RUNS = 17;

    private final SampleScene scene = SampleScene.covering(WIDTH, HEIGHT, 100);
    private final byte[] polygonJson = SceneJson.polygons(scene);
    private final byte[] bitmapJson = SceneJson.bitmaps(scene, BrushedPolygon.of(scene));
    private final AnnotationReader polygons = new AnnotationReader(SampleClasses.POLYGONS, OurMasks.LIMITS);
    private final AnnotationReader bitmaps = new AnnotationReader(SampleClasses.BITMAPS, OurMasks.LIMITS);
    private final Rasterizer rasterizer = new Rasterizer();
    private final OurMasks masks = new OurMasks();
    private final RunPng runPng = new RunPng();
    private final PhotoPng photoPng = new PhotoPng();
    private final int[] values = new int[RUNS];
    private final int[] ends = new int[RUNS];
    private final byte[] rgb = SamplePhoto.rgb(WIDTH, HEIGHT);

    /** A photo and the decoder for it. */
    @State(Scope.Thread)
    public static class PhotoState {
        @Param({"JDK", "TURBO"})
        @SuppressWarnings("NullAway.Init") // set by JMH
        public JpegBackend backend;

        private final byte[] jpeg = SamplePhoto.jpeg(WIDTH, HEIGHT);
    }

    @Benchmark
    public Annotation annotationOfPolygons() throws DefectException {
        return polygons.read(polygonJson);
    }

    @Benchmark
    public Annotation annotationOfBitmaps() throws DefectException {
        return bitmaps.read(bitmapJson);
    }

    @Benchmark
    public int raster() {
        rasterizer.canvas(WIDTH, HEIGHT);
        return scene.polygons().stream().mapToInt(polygon -> rasterizer.mask(polygon, 1).count()).sum();
    }

    @Benchmark
    public int machineMask() {
        return masks.machine(scene).length;
    }

    @Benchmark
    public int instanceMasks() {
        return masks.instances(scene).size();
    }

    /** As many runs as a row of the machine mask, with moving ends. */
    @Benchmark
    public byte[] runPng() {
        runPng.begin(WIDTH, HEIGHT, PngFormat.GREY_8);
        for (int y = 0; y < HEIGHT; y++) {
            for (int i = 0; i < RUNS; i++) {
                values[i] = i;
                ends[i] = (i + 1) * WIDTH / RUNS - (i + 1 < RUNS ? (y * (i + 3) / 2) % 100 : 0);
            }
            runPng.row(values, ends, RUNS);
        }
        return runPng.finish();
    }

    @Benchmark
    public byte[] photoPng() {
        photoPng.begin(2 * WIDTH, HEIGHT, WIDTH);
        for (int y = 0; y < HEIGHT; y++) {
            photoPng.row(rgb, 3 * WIDTH * y, rgb, 0, 0, 0);
        }
        return photoPng.finish();
    }

    @Benchmark
    public int tar() throws IOException {
        try (var archive = new PartedArchive(number -> new DiscardedPart(), Long.MAX_VALUE)) {
            archive.add(new MemberGroup("photo", List.of(new Member("photo.rgb", rgb))));
            return archive.finish(true).size();
        }
    }

    @Benchmark
    public Decoded jpegDecode(PhotoState photo) throws DefectException {
        return PictureDecoder.create(photo.backend, OurMasks.LIMITS).decode(photo.jpeg);
    }
}
