package io.maskexport.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A heap that is too small for a valid picture is no fault of the picture. */
class ExhaustedHeapTest {
    private static final int SIDE = 4_000;

    @TempDir
    private Path folder;

    @Test
    void a_decoder_that_runs_out_of_memory_throws_the_error_whatever_the_format() throws Exception {
        Files.write(folder.resolve("a.png"), LargePictures.png(SIDE, SIDE, 8, 0));
        Files.write(folder.resolve("b.bmp"), LargePictures.bmp(SIDE, SIDE));
        Files.write(folder.resolve("c.tif"), LargePictures.tiff(SIDE, SIDE));
        assertThat(outcomes("-Xmx40m")).containsExactly("a.png OutOfMemoryError", "b.bmp OutOfMemoryError",
                "c.tif OutOfMemoryError");
        assertThat(outcomes("-Xmx200m")).containsExactly("a.png decoded", "b.bmp decoded", "c.tif decoded");
    }

    private List<String> outcomes(String heap) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, heap, "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Decoding.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var outcomes = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return outcomes;
    }

    /** Decodes the files of a folder, in a process whose heap is small. */
    static final class Decoding {
        private Decoding() {}

        public static void main(String[] arguments) throws Exception {
            try (var files = Files.list(Path.of(arguments[0]))) {
                for (var file : files.sorted().toList()) {
                    System.out.println(file.getFileName() + " " + outcome(Files.readAllBytes(file)));
                }
            }
        }

        private static String outcome(byte[] file) {
            try {
                PictureDecoder.create(JpegBackend.JDK, Limits.defaults()).decode(file);
                return "decoded";
            } catch (DefectException e) {
                return e.code() + ": " + e.defect().detail();
            } catch (OutOfMemoryError e) {
                return "OutOfMemoryError";
            }
        }
    }
}
