package io.maskexport.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every picture that OpenCV 4.11 reads, read by us with the same samples. */
class DecodeOracleTest {
    private static final Path CORPUS = Path.of("test/resources/corpus/projects");

    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void corpus_files_have_the_pixels_of_opencv(JpegBackend backend) throws IOException {
        Comparison.assertSame(backend, corpusImages());
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
}
