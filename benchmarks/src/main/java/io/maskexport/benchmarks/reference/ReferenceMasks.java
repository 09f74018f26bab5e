package io.maskexport.benchmarks.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.maskexport.benchmarks.process.ChildProcess;
import io.maskexport.benchmarks.sample.BrushedPolygon;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.benchmarks.sample.SceneJson;

/** Makes masks as the reference application does, in a separate process. Needs Debian's python3-opencv and python3-pil. */
public final class ReferenceMasks implements AutoCloseable {
    /** Debian's own Python, which finds Debian's packages. */
    private static final String PYTHON = "/usr/bin/python3";
    private static final String STEPS = "reference.py";
    private static final int WHITE = 0xFFFFFF;
    private static final int GREY = 0x010101;
    /** All objects of a scene. */
    private static final int ALL = -1;

    private final Path folder;
    private final ChildProcess python;
    private int scenes;

    /** @throws IOException if there is no Python */
    public ReferenceMasks() throws IOException {
        folder = Files.createTempDirectory("reference-masks");
        python = ChildProcess.start(List.of(PYTHON, "-c", steps()), Map.of(), folder.resolve("errors"));
    }

    private static String steps() throws IOException {
        try (var steps = ReferenceMasks.class.getResourceAsStream(STEPS)) {
            return new String(Objects.requireNonNull(steps).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Class indices; smaller objects cover larger ones. */
    public ReferenceMask machine(SampleScene scene) throws IOException {
        return mask("machine", scene, SceneJson.polygons(scene), i -> GREY * scene.objectClass(i).index(), ALL, "");
    }

    /** Class colours in label order. */
    public ReferenceMask semantic(SampleScene scene) throws IOException {
        return mask("semantic", scene, SceneJson.polygons(scene), i -> scene.objectClass(i).rgb(), ALL, "");
    }

    /** One polygon of the scene, white on black. */
    public ReferenceMask instance(SampleScene scene, int polygon) throws IOException {
        return mask("instance", scene, SceneJson.polygons(scene), _ -> WHITE, polygon, "");
    }

    /** One bitmap on a canvas of the scene's size, white on black. */
    public ReferenceMask instance(SampleScene scene, List<BrushedPolygon> bitmaps, int bitmap) throws IOException {
        return mask("instance", scene, SceneJson.bitmaps(scene, bitmaps), _ -> WHITE, bitmap, "");
    }

    /** The image on the left; on the right, every label blended over it in turn, each time over the whole image. */
    public ReferenceMask human(byte[] image, SampleScene scene) throws IOException {
        var file = Files.write(folder.resolve(scenes + ".jpg"), image);
        return mask("human", scene, SceneJson.polygons(scene), i -> scene.objectClass(i).rgb(), ALL, file.toString());
    }

    private ReferenceMask mask(String kind, SampleScene scene, byte[] annotation, IntFunction<Integer> rgb, int object,
            String image) throws IOException {
        var file = Files.write(folder.resolve(scenes++ + ".json"), annotation);
        var colors = IntStream.range(0, scene.polygons().size()).mapToObj(i -> channels(rgb.apply(i))).toList();
        return new ReferenceMask(python, new ReferenceMask.MaskJob(kind, file.toString(), object, colors, image,
                folder.resolve("mask.png").toString(), 0));
    }

    private static List<Integer> channels(int rgb) {
        return List.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    @Override
    public void close() throws IOException {
        python.close();
        var files = folder.toFile().listFiles();
        for (var file : Arrays.asList(Objects.requireNonNull(files))) {
            Files.delete(file.toPath());
        }
        Files.delete(folder);
    }
}
