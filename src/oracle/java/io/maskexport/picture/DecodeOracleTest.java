package io.maskexport.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every picture that OpenCV 4.11 reads, read by us with the same samples. */
class DecodeOracleTest {
    private static final Path CORPUS = Path.of("test/resources/corpus/projects");

    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void corpus_files_have_the_pixels_of_opencv(JpegBackend backend) throws IOException {
        compare(backend, corpusImages());
    }

    private static Map<String, byte[]> corpusImages() throws IOException {
        var images = new TreeMap<String, byte[]>();
        try (var files = Files.walk(CORPUS)) {
            for (Path file : files.filter(path -> path.toString().contains("/img/")).toList()) {
                if (Files.isRegularFile(file)) {
                    images.put(CORPUS.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return images;
    }

    private static void compare(JpegBackend backend, Map<String, byte[]> images) throws IOException {
        var different = new ArrayList<String>();
        try (var decoder = PictureDecoder.create(backend, Limits.defaults())) {
            for (var image : images.entrySet()) {
                var difference = difference(decode(decoder, image.getValue()), OpenCvImages.read(image.getValue()));
                if (!difference.isEmpty()) {
                    different.add(image.getKey() + ": " + difference);
                }
            }
        }
        System.out.println(backend + ": " + images.size() + " pictures, " + different.size() + " different");
        assertThat(different).isEmpty();
    }

    private static @Nullable Picture decode(PictureDecoder decoder, byte[] encoded) {
        try {
            return decoder.decode(encoded).picture();
        } catch (DefectException e) {
            System.out.println(e.getMessage());
            return null;
        }
    }

    private static String difference(@Nullable Picture ours, @Nullable Picture theirs) {
        if (ours == null) {
            return theirs == null ? "" : "only OpenCV reads it";
        }
        if (theirs == null) {
            return "OpenCV does not read it";
        }
        if (ours.width() != theirs.width() || ours.height() != theirs.height()) {
            return ours.width() + "x" + ours.height() + " for " + theirs.width() + "x" + theirs.height();
        }
        if (Arrays.equals(ours.rgb(), theirs.rgb())) {
            return "";
        }
        int worst = 0;
        int count = 0;
        for (int i = 0; i < ours.rgb().length; i++) {
            int gap = Math.abs((ours.rgb()[i] & 0xff) - (theirs.rgb()[i] & 0xff));
            worst = Math.max(worst, gap);
            count += gap > 0 ? 1 : 0;
        }
        return count + " of " + ours.rgb().length + " samples differ, by up to " + worst;
    }
}
