package io.maskexport.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a file shows does not depend on what was decoded before it, nor on the decoder. */
class DecodingOrderTest {
    private static final Path FORMATS = Path.of("test/resources/corpus/projects/formats/fmt/img");
    private static final Path KINDS = Path.of("test/resources/io/maskexport/picture/kinds");

    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void every_kind_of_file_shows_the_same_after_every_other(JpegBackend backend) throws IOException {
        assumeTrue(backend != JpegBackend.TURBO || TurboJpeg.isAvailable(), "libturbojpeg.so.0 is not installed");
        var kinds = kinds();
        var alone = kinds.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                file -> answer(PictureDecoder.create(backend, Limits.defaults()), file.getValue())));
        var decoder = PictureDecoder.create(backend, Limits.defaults());
        var before = "";
        for (var name : inEveryOrder(kinds.keySet())) {
            assertThat(answer(decoder, bytes(kinds, name))).as(name + " after " + before).isEqualTo(alone.get(name));
            before = name;
        }
    }

    /** Each name comes once right behind each other. */
    private static List<String> inEveryOrder(Collection<String> names) {
        var order = new ArrayList<String>();
        var rest = new ArrayDeque<>(names);
        while (!rest.isEmpty()) {
            var first = rest.pop();
            rest.forEach(second -> order.addAll(List.of(first, second)));
            order.add(first);
        }
        return order;
    }

    private static byte[] bytes(Map<String, byte[]> kinds, String name) {
        return Objects.requireNonNull(kinds.get(name));
    }

    @Test
    void both_decoders_give_the_same_answers() throws IOException {
        assumeTrue(TurboJpeg.isAvailable(), "libturbojpeg.so.0 is not installed");
        var jdk = PictureDecoder.create(JpegBackend.JDK, Limits.defaults());
        var turbo = PictureDecoder.create(JpegBackend.TURBO, Limits.defaults());
        kinds().forEach((name, file) -> assertThat(answer(turbo, file)).as(name).isEqualTo(answer(jdk, file)));
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "TURBO"})
    void row_by_row_shows_the_same_as_all_at_once(JpegBackend backend) throws IOException {
        assumeTrue(backend != JpegBackend.TURBO || TurboJpeg.isAvailable(), "libturbojpeg.so.0 is not installed");
        var whole = PictureDecoder.create(backend, Limits.defaults());
        kinds().forEach((name, file) -> assertThat(answer(PictureDecoder.create(backend, least(file)), file)).as(name)
                .isEqualTo(answer(whole, file)));
    }

    /** Limits that just let a file be decoded. */
    private static Limits least(byte[] file) {
        try {
            var cost = Header.of(file).cost(file.length);
            return Limits.defaults().with(Limit.IMAGE_DECODED_BYTES, Math.max(cost.heapBytes(), cost.nativeBytes()));
        } catch (DefectException _) {
            return Limits.defaults();
        }
    }

    @Test
    void a_jpeg_without_huffman_tables_is_decoded_with_those_of_the_specification() throws Exception {
        var decoder = PictureDecoder.create(JpegBackend.JDK, Limits.defaults());
        assertThat(decoder.decode(Files.readAllBytes(KINDS.resolve("mjpeg_frame.jpg"))).notice()).isEmpty();
    }

    @Test
    void a_jpeg_without_quantisation_tables_is_unreadable() throws Exception {
        byte[] file = Files.readAllBytes(KINDS.resolve("no_dqt.jpg"));
        for (var backend : JpegBackend.values()) {
            if (backend != JpegBackend.TURBO || TurboJpeg.isAvailable()) {
                assertThat(answer(PictureDecoder.create(backend, Limits.defaults()), file))
                        .startsWith("IMAGE_UNREADABLE");
            }
        }
    }

    /** One file of each kind, by its name without number, and files that lack what others bring. */
    private static Map<String, byte[]> kinds() throws IOException {
        var kinds = new TreeMap<String, byte[]>();
        try (var formats = Files.list(FORMATS); var rare = Files.list(KINDS)) {
            Stream.concat(formats.sorted(), rare)
                    .forEach(file -> kinds.computeIfAbsent(
                            file.getFileName().toString().replaceAll("(_exif|_icc|_up|_jpeg)?_?\\d*\\.", "."),
                            _ -> bytes(file)));
        }
        assertThat(kinds).hasSizeGreaterThan(30);
        return kinds;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(PictureDecoder decoder, byte[] file) {
        try {
            var decoded = decoder.decode(file);
            return "%d x %d, %08x, %s".formatted(decoded.picture().width(), decoded.picture().height(),
                    Arrays.hashCode(decoded.picture().rgb()), decoded.notice());
        } catch (DefectException e) {
            return e.code() + ": " + e.defect().detail();
        }
    }
}
