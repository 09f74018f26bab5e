package io.maskexport.hostile;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

import io.maskexport.picture.Comparison;
import io.maskexport.picture.JpegBackend;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The hostile pictures, against OpenCV itself: it reads and refuses the same ones, except as stated in
 * {@code formats.md}.
 */
class HostileOracleTest {
    private static final List<Subject> PICTURES = List.of(Subject.PNG, Subject.JPEG, Subject.BMP, Subject.TIFF,
            Subject.WEBP);

    /** libtiff shows what it could not read as black, and an index without a palette as grey. */
    private static final List<String> KNOWN = List.of("TIFF: JPEG 2000 inside", "TIFF: a palette beyond the file",
            "TIFF: a palette that is not there", "TIFF: compression 0", "TIFF: compression 99", "TIFF: deflate cut",
            "TIFF: no LZW", "TIFF: no deflate", "JPEG: EXIF orientation of 2^32 - 1 values",
            "JPEG: a progressive scan of one component only");

    @Test
    void hostile_pictures_are_read_or_refused_as_by_opencv() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var subject : PICTURES) {
            subject.cases().forEach(hostile -> hostile.files().forEach((path, content) -> {
                if (path.contains("/img/")) {
                    files.put(subject + ": " + hostile, content);
                }
            }));
        }
        var differences = Comparison.differences(JpegBackend.JDK, files);
        differences.forEach(System.out::println);
        assertThat(differences).map(line -> line.substring(0, line.lastIndexOf(": ")))
                .containsExactlyInAnyOrderElementsOf(KNOWN);
    }
}
