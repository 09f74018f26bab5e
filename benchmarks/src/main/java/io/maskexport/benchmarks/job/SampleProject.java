package io.maskexport.benchmarks.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.maskexport.benchmarks.sample.SampleClasses;
import io.maskexport.benchmarks.sample.SampleScene;
import io.maskexport.benchmarks.sample.SceneJson;

/**
 * A project of identical items.
 *
 * @param items number of images, in datasets of at most {@value #DATASET}
 * @param image the image file of each item
 * @param annotation the annotation file of each item
 */
public record SampleProject(int items, byte[] image, byte[] annotation) {
    /** The embedded server reads the whole folder for each page of a listing. */
    private static final int DATASET = 500;

    /** Photos with this number of polygons each, which cover two thirds of the photo. */
    public static SampleProject of(int items, byte[] photo, int width, int height, int polygons) {
        return new SampleProject(items, photo, SceneJson.polygons(SampleScene.covering(width, height, polygons)));
    }

    /** Total size of the images in bytes. */
    public long imageBytes() {
        return (long) items * image.length;
    }

    /** Writes it in the storage format of the embedded S3 server: files with their MD5 as an attribute. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] meta = SampleClasses.metaJson().getBytes(StandardCharsets.UTF_8);
        write(folder.resolve("meta.json"), meta, md5(meta));
        byte[] imageMd5 = md5(image);
        byte[] annotationMd5 = md5(annotation);
        for (int i = 0; i < items; i++) {
            var dataset = folder.resolve("dataset-%03d".formatted(i / DATASET));
            var name = "image-%06d.jpg".formatted(i);
            if (i % DATASET == 0) {
                Files.createDirectories(dataset.resolve("img"));
                Files.createDirectories(dataset.resolve("ann"));
            }
            write(dataset.resolve("img").resolve(name), image, imageMd5);
            write(dataset.resolve("ann").resolve(name + ".json"), annotation, annotationMd5);
        }
    }

    private static void write(Path file, byte[] content, byte[] md5) throws IOException {
        Files.write(file, content);
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).write("user.content-md5",
                ByteBuffer.wrap(md5));
    }

    private static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
