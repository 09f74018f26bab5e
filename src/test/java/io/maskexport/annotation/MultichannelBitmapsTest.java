package io.maskexport.annotation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MultichannelBitmapsTest {
    /** Written by the reference's library: 6 rows, 8 columns, 2 channels. */
    private static final String REFERENCE = "eJyb7BfqGxDJyFDGUK2eklqcXKRupaBek2SorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpmOgoW"
            + "OgpGmjoKtQrkAS4GLIARDHHzSQEA5SQb0g==";

    @ParameterizedTest
    @CsvSource({"many,''", "any,multichannelBitmap"})
    void it_spans_its_box_whether_class_or_label_says_what_it_is(String title, String type) throws Exception {
        assertThat(annotation(Limits.defaults(), title, REFERENCE, "\"geometryType\": \"" + type + "\"").labels())
                .extracting(Label::geometry).containsExactly(new Geometry.Rectangle(4, 3, 11, 8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"'|b1'; 1", "'<u1'; 1", "'<f4'; 4", "'>f8'; 8", "'<c16'; 16", "'<U2'; 8",
        "'|S3'; 3", "'<M8[ns]'; 8"})
    void values_may_be_of_any_type(String type, int size) throws Exception {
        var box = box(
                npy(1, "{'descr': '%s', 'fortran_order': True, 'shape': (2, 3, 5), }".formatted(type), 30 * size));
        assertThat(box).isEqualTo(new Geometry.Rectangle(4, 3, 6, 4));
    }

    @Test
    void every_version_of_the_format_is_read() throws Exception {
        for (int version = 1; version <= 3; version++) {
            assertThat(box(npy(version, "{'shape':(1,1,1),'descr':'|u1','fortran_order':False}", 1)))
                    .isEqualTo(new Geometry.Rectangle(4, 3, 4, 3));
        }
    }

    @Test
    void an_array_larger_than_any_buffer_is_counted_to_its_end() throws Exception {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000, 1200, 3), }";
        assertThat(box(npy(1, header, 14_400_000))).isEqualTo(new Geometry.Rectangle(4, 3, 1203, 1002));
        assertDefect(npy(1, header, 14_399_999), DefectCode.BROKEN_BITMAP, "the array is truncated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{'descr': '|u1', 'shape': (2, 3)}; BROKEN_BITMAP; an array of 2 dimensions, not 3",
        "{'descr': '|u1', 'shape': (1, 2, 3, 4)}; BROKEN_BITMAP; an array of 4 dimensions, not 3",
        "{'descr': '|u1', 'shape': (1 2, 3, 4)}; BROKEN_BITMAP; an invalid shape",
        "{'descr': '|O', 'shape': (1, 2, 3)}; BROKEN_BITMAP; not an array of numbers",
        "{'descr': '|O8', 'shape': (1, 2, 3)}; BROKEN_BITMAP; not an array of numbers",
        "{'descr': [('r', 'u1')], 'shape': (1, 2, 3)}; BROKEN_BITMAP; not an array of numbers",
        "{}; BROKEN_BITMAP; not an array of numbers",
        "{'descr': '|u1', 'shape': (0, 3, 5)}; EMPTY_BITMAP; the array has no pixel",
        "{'descr': '|u1', 'shape': (70000, 1, 1)}; BITMAP_TOO_LARGE; a bitmap of 1 x 70000 pixels",
        "{'descr': '|u1', 'shape': (1, 1, 999999999)}; BITMAP_TOO_LARGE; an array of 999999999 bytes",
        "{'descr': '|u1', 'shape': (1, 1, 9999999999)}; BITMAP_TOO_LARGE; an array with a side of more than a billion",
        "{'descr': '<f8', 'shape': (999999999, 999999999, 999999999)}; BITMAP_TOO_LARGE; an array of 999999999 x 999999999 x 999999999 values"})
    void an_unsuitable_array_is_a_defect(String header, DefectCode code, String detail) throws Exception {
        assertDefect(npy(1, header, 1_000), code, detail);
    }

    @Test
    void data_that_is_not_an_array_is_a_defect() throws Exception {
        assertDefect(deflated("text".getBytes(StandardCharsets.US_ASCII)), DefectCode.BROKEN_BITMAP,
                "not a NumPy array");
        assertDefect(deflated(new byte[] {(byte) 0x93, 'N'}), DefectCode.BROKEN_BITMAP, "the array is truncated");
        assertDefect("!", DefectCode.BROKEN_BITMAP, "the array is truncated");
        assertDefect("QUJD", DefectCode.BROKEN_BITMAP, "not a zlib-compressed NumPy array");
        assertDefect(npy(9, "{}", 0), DefectCode.BROKEN_BITMAP, "a NumPy array of version 9");
        assertDefect(npy(2, " ".repeat(10_001), 0), DefectCode.BROKEN_BITMAP, "a header of 10001 characters");
    }

    @Test
    void text_and_arrays_are_limited() throws Exception {
        var limits = Limits.defaults().with(Limit.BITMAP_TEXT, 50).with(Limit.MULTICHANNEL_BYTES, 95);
        assertThat(annotation(limits, "many", REFERENCE, "\"x\": 1").defects())
                .extracting(Defect::limit).containsExactly(Optional.of(Limit.BITMAP_TEXT));
        assertThat(annotation(limits.with(Limit.BITMAP_TEXT, 5_000), "many", REFERENCE, "\"x\": 1").defects())
                .extracting(Defect::limit).containsExactly(Optional.of(Limit.MULTICHANNEL_BYTES));
    }

    private static Geometry box(String data) throws DefectException {
        var annotation = annotation(Limits.defaults(), "many", data, "\"x\": 1");
        assertThat(annotation.defects()).isEmpty();
        return annotation.labels().getFirst().geometry();
    }

    private static void assertDefect(String data, DefectCode code, String detail) throws DefectException {
        var annotation = annotation(Limits.defaults(), "many", data, "\"x\": 1");
        assertThat(annotation.labels()).isEmpty();
        assertThat(annotation.defects()).extracting(Defect::code, Defect::detail)
                .containsExactly(tuple(code, "label 0 (many): " + detail));
    }

    private static Annotation annotation(Limits limits, String title, String data, String more) throws DefectException {
        var meta = ProjectMetaReader.read(Json.bytes("""
                {"classes": [{"title": "many", "shape": "multichannelBitmap"}, {"title": "any", "shape": "any"}]}"""),
                limits);
        return new AnnotationReader(meta, limits).read(Json.annotation(Json.label(title,
                more + ", \"multichannelBitmap\": {\"origin\": [4, 3], \"data\": \"" + data + "\"}")));
    }

    private static String npy(int version, String header, int values) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0x93);
        bytes.writeBytes("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.write(version);
        bytes.write(0);
        for (int i = 0; i < (version == 1 ? 2 : 4); i++) {
            bytes.write(header.length() >> (8 * i));
        }
        bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[values]);
        return deflated(bytes.toByteArray());
    }

    private static String deflated(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(content);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
