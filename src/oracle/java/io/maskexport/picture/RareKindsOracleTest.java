package io.maskexport.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** The files of {@link RareKindsTest}, against OpenCV itself. */
class RareKindsOracleTest {

    @Test
    void rare_kinds() throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var folder = Files.list(RareKindsTest.FOLDER)) {
            for (var file : folder.filter(file -> !file.toString().endsWith(".txt")).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        Comparison.assertSame(JpegBackend.JDK, files);
    }
}
