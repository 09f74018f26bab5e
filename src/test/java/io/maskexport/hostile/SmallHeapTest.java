package io.maskexport.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;

import io.maskexport.archive.Member;
import io.maskexport.defect.Limits;
import io.maskexport.export.ByteBudget;
import io.maskexport.export.ExportListener;
import io.maskexport.export.LocalExport;
import io.maskexport.export.MemoryProject;
import io.maskexport.export.RenderPool;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import org.junit.jupiter.api.Test;

import static java.util.OptionalInt.empty;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The items with the largest memory needs, side by side in a heap of 256 MB: each ends with its codes, and the good one
 * after them is unharmed.
 */
class SmallHeapTest {
    private static final int SIDE = 10_000;
    private static final String NAMES = "abcdefg";

    @Test
    void the_hungriest_items_end_with_their_codes_in_a_heap_of_256_megabytes() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), Export.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).containsExactly(
                "a 1 FIGURE_TOO_COMPLEX x 1", "b 1252 FIGURE_TOO_COMPLEX x 49", "c 2 FIGURE_TOO_COMPLEX x 1",
                "d 2 FIGURE_TOO_COMPLEX x 1", "e 2", "f 101", "g 1");
    }

    /** Renders the items and prints their results: labels drawn, and labels refused. */
    static final class Export {
        private Export() {}

        public static void main(String[] arguments) throws Exception {
            var options = new RenderOptions(EnumSet.of(MaskKind.MACHINE), 1_000, empty(),
                    Compat.STRICT);
            var export = new LocalExport(project(), options, List.of(), Limits.defaults());
            try (var pool = new RenderPool(2, JpegBackend.AUTO, Limits.defaults())) {
                export.write(group -> group.members().forEach(Member::content), pool,
                        new ByteBudget(Runtime.getRuntime().maxMemory() / 5 * 2), ExportListener.NONE, item -> {
                            var codes = item.warnings().stream().map(warning -> warning.defect().code())
                                    .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
                            System.out.println(item.members().name().charAt("ds/img/".length()) + " " + item.labels()
                                    + codes.entrySet().stream()
                                            .map(code -> " " + code.getKey() + " x " + code.getValue())
                                            .collect(Collectors.joining()));
                        });
            }
        }

        private static MemoryProject project() {
            var project = new MemoryProject().put("meta.json", GoodItems.META);
            for (int i = 0; i < NAMES.length(); i++) {
                var labels = labels(i);
                GoodItems
                        .item(NAMES.charAt(i) + ".png", GoodItems.picture(),
                                labels.isEmpty() ? GoodItems.annotation() : GoodItems.sized(SIDE, SIDE, labels))
                        .forEach(project::put);
            }
            return project;
        }

        private static String labels(int item) {
            return switch (item) {
                case 0 -> GoodItems.label("poly", outline(9_000, i -> zigzag(i, 9_000)));
                case 1 -> many(1_300, i -> GoodItems.label("box", outline(2, end -> i + "," + end * (SIDE - 1))));
                case 2 -> alpha() + ", " + alpha();
                case 3 -> alpha() + ", " + GoodItems.label("poly", outline(600, i -> zigzag(i, 600)));
                case 4 -> GoodItems.label("line", outline(200, i -> i * 7919 % SIDE + "," + i * 104729 % SIDE));
                case 5 -> many(100, i -> GoodItems.label("point", outline(1, _ -> i * 7919 % SIDE + "," + i)));
                default -> "";
            };
        }

        private static String many(int count, IntFunction<String> label) {
            return IntStream.range(0, count).mapToObj(label).collect(Collectors.joining(","));
        }

        private static String outline(int points, IntFunction<String> point) {
            return "\"points\": {\"exterior\": [" + many(points, i -> "[" + point.apply(i) + "]")
                    + "], \"interior\": []}";
        }

        private static String zigzag(int i, int points) {
            return (long) i * (SIDE - 1) / points + "," + i % 2 * (SIDE - 1);
        }

        /** A mask of the whole canvas with a single alpha: each row says 200 and then no difference. */
        private static String alpha() {
            var idat = new ByteArrayOutputStream();
            byte[] row = new byte[1 + SIDE];
            row[0] = 1;
            row[1] = (byte) 200;
            try (var deflater = new DeflaterOutputStream(idat)) {
                for (int y = 0; y < SIDE; y++) {
                    deflater.write(row);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            var png = PngFile.rgb(1, 1).replace("IHDR", PngFile.header(SIDE, SIDE, 8, PngFile.GREY, 0, 0, 0))
                    .replace("IDAT", idat.toByteArray()).bytes();
            var data = new String(Base64.getEncoder().encode(PngFile.zlib(png)), StandardCharsets.US_ASCII);
            return GoodItems.label("alpha", "\"bitmap\": {\"origin\": [0, 0], \"data\": \"" + data + "\"}");
        }
    }
}
