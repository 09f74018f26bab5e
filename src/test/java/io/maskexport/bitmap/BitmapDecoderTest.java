package io.maskexport.bitmap;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

import io.maskexport.annotation.Json;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.geometry.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BitmapDecoderTest {
    /** Kinds of PNG that tools write, by the appearance of set and clear pixels. */
    enum Kind {
        GREY_1(BufferedImage.TYPE_BYTE_BINARY),
        GREY_8(BufferedImage.TYPE_BYTE_GRAY),
        GREY_16(
                BufferedImage.TYPE_USHORT_GRAY),
        RGBA(
                BufferedImage.TYPE_INT_ARGB),
        PALETTE_1(1),
        PALETTE_2(2),
        PALETTE_4(4),
        PALETTE_8(8);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        BufferedImage image(boolean[][] set) {
            var image = name().startsWith("PALETTE")
                    ? new BufferedImage(set[0].length, set.length,
                            type == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, palette())
                    : new BufferedImage(set[0].length, set.length, type);
            for (int y = 0; y < set.length; y++) {
                for (int x = 0; x < set[y].length; x++) {
                    image.setRGB(x, y, set[y][x] ? Color.WHITE.getRGB() : this == RGBA ? 0xFFFFFF : clear());
                }
            }
            return image;
        }

        private int clear() {
            return name().startsWith("PALETTE") ? 0 : Color.BLACK.getRGB();
        }

        private IndexColorModel palette() {
            byte[] colours = new byte[1 << type];
            colours[1] = (byte) 255;
            return new IndexColorModel(type, colours.length, colours, colours, colours, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_set_pixels_of_every_kind_of_png_are_found(Kind kind) throws Exception {
        var random = new Random(kind.type);
        for (int round = 0; round < 20; round++) {
            var set = randomPixels(random);
            assertThat(pixels(decode(zlib(png(kind.image(set), false))), set[0].length, set.length)).isDeepEqualTo(set);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_interlaced_png_is_read_too(Kind kind) throws Exception {
        var set = randomPixels(new Random(7));
        assertThat(pixels(decode(zlib(png(kind.image(set), true))), set[0].length, set.length)).isDeepEqualTo(set);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void every_filter_is_undone(int filter) throws Exception {
        var random = new Random(filter);
        var set = randomPixels(random);
        assertThat(pixels(decode(zlib(filtered(set, filter))), set[0].length, set.length)).isDeepEqualTo(set);
    }

    /** The decoder's buffer starts at 16 KiB and doubles: PNGs on both sides of each size, in one annotation. */
    @Test
    void pngs_of_every_size_are_read_in_any_order() throws Exception {
        var sides = new ArrayList<>(List.of(32, 360, 364, 512, 724, 728, 1448, 2000, 3000, 6000));
        Collections.shuffle(sides, new Random(16));
        var budget = new LabelBudget(Limits.defaults());
        try (var decoder = new BitmapDecoder(Limits.defaults(), budget)) {
            for (int side : sides) {
                budget.nextLabel();
                var set = noise(side);
                byte[] png = png(Kind.GREY_1.image(set), false);
                var decoded = decoder.bitmap(Points.of(0, 0), base64(zlib(png)));
                assertThat(pixels(decoded, side, side)).as("PNG of %d bytes", png.length).isDeepEqualTo(set);
            }
        }
    }

    /** One-bit noise, which is incompressible, in some of the rows: the number of runs stays within a label's limit. */
    private static boolean[][] noise(int side) {
        var random = new Random(side);
        var set = new boolean[side][side];
        for (int y = 0; y < Math.min(side, 3_000_000 / side); y++) {
            for (int x = 0; x < side; x++) {
                set[y][x] = random.nextBoolean();
            }
        }
        return set;
    }

    @Test
    void a_bitmap_of_more_than_a_million_runs_is_read_and_trimmed() throws Exception {
        var set = new boolean[2_200][2_200];
        var random = new Random(3);
        var trimmed = new boolean[set.length - 1][set.length - 1];
        for (int y = 1; y < set.length; y++) {
            for (int x = 1; x < set.length; x++) {
                set[y][x] = random.nextBoolean();
                trimmed[y - 1][x - 1] = set[y][x];
            }
        }
        var bitmap = decode(zlib(png(Kind.GREY_1.image(set), false)));
        assertThat(bitmap.pixels().count()).isGreaterThan(1_100_000);
        assertThat(pixels(bitmap, trimmed.length, trimmed.length)).isDeepEqualTo(trimmed);
    }

    @Test
    void bitmaps_beyond_the_memory_of_an_item_are_refused_and_smaller_ones_read() throws Exception {
        var limits = Limits.defaults().with(Limit.IMAGE_LABEL_BYTES, 1 << 20);
        var budget = new LabelBudget(limits);
        var small = base64(zlib(png(Kind.GREY_1.image(new boolean[][] {{true}}), false)));
        try (var decoder = new BitmapDecoder(limits, budget)) {
            budget.nextLabel();
            var large = base64(zlib(png(Kind.GREY_1.image(noise(1_000)), false)));
            assertThatThrownBy(() -> decoder.bitmap(Points.of(0, 0), large)).isInstanceOfSatisfying(
                    DefectException.class, e -> assertThat(e.code()).isEqualTo(DefectCode.FIGURE_TOO_COMPLEX));
            budget.forgetLabel();
            budget.nextLabel();
            assertThat(decoder.bitmap(Points.of(0, 0), small).pixels().count()).isEqualTo(1);
        }
    }

    @Test
    void an_alpha_mask_takes_a_byte_a_pixel_whatever_its_runs() throws Exception {
        var limits = Limits.defaults().with(Limit.IMAGE_LABEL_BYTES, 1_100_000);
        var budget = new LabelBudget(limits);
        var noise = base64(zlib(png(Kind.GREY_1.image(noise(1_000)), false)));
        try (var decoder = new BitmapDecoder(limits, budget)) {
            assertThat(decoder.alphaMask(Points.of(0, 0), noise).alpha()).hasSize(1_000_000);
            assertThatThrownBy(() -> decoder.alphaMask(Points.of(0, 0), noise)).isInstanceOfSatisfying(
                    DefectException.class, e -> assertThat(e.code()).isEqualTo(DefectCode.FIGURE_TOO_COMPLEX));
        }
    }

    @Test
    void a_png_without_zlib_around_it_counts_every_channel() throws Exception {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 0x000001);
        assertThat(decode(png(image, false)).pixels()).hasToString("0:0-1");
    }

    @Test
    void a_bitmap_is_trimmed_to_its_tight_box() throws Exception {
        var set = new boolean[5][7];
        set[2][3] = true;
        set[3][4] = true;
        var bitmap = decode(zlib(png(Kind.GREY_8.image(set), false)));
        assertThat(bitmap.left()).isEqualTo(10 + 3);
        assertThat(bitmap.top()).isEqualTo(20 + 2);
        assertThat(bitmap.pixels()).hasToString("0:0-1 1:1-2");
    }

    @Test
    void the_grey_of_an_alpha_mask_is_its_opacity() throws Exception {
        var image = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 1, 0, 7);
        image.getRaster().setSample(2, 1, 0, 255);
        try (var decoder = decoder()) {
            var mask = decoder.alphaMask(Points.of(10, 20), base64(zlib(png(image, false))));
            assertThat(mask).usingRecursiveComparison().isEqualTo(
                    new Geometry.AlphaMask(11, 21, 2, 1, new byte[] {7, (byte) 255}));
        }
    }

    @Test
    void three_channels_and_a_palette_without_transparency_are_broken() throws Exception {
        assertDefect(zlib(png(new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB), false)), DefectCode.BROKEN_BITMAP);
        byte[] colours = {0, 1, 2};
        var opaque = new IndexColorModel(2, 3, colours, colours, colours);
        assertDefect(zlib(png(new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_BINARY, opaque), false)),
                DefectCode.BROKEN_BITMAP);
    }

    @Test
    void a_bitmap_without_a_set_pixel_is_empty() throws Exception {
        assertDefect(zlib(png(Kind.GREY_8.image(new boolean[3][3]), false)), DefectCode.EMPTY_BITMAP);
    }

    @Test
    void a_size_beyond_the_limit_is_refused_before_any_pixel_is_inflated() throws Exception {
        assertDefect(zlib(header(46_000, 46_000)), DefectCode.BITMAP_TOO_LARGE);
        assertDefect(zlib(header(65_501, 1)), DefectCode.BITMAP_TOO_LARGE);
        assertDefect(zlib(header(Integer.MAX_VALUE, Integer.MAX_VALUE)), DefectCode.BITMAP_TOO_LARGE);
    }

    @Test
    void a_zlib_bomb_stops_at_the_limit() throws Exception {
        assertDefect(zlib(new byte[(32 << 20) + 1]), DefectCode.BITMAP_TOO_LARGE);
    }

    @Test
    void every_beginning_of_a_bitmap_is_broken_and_nothing_worse() throws Exception {
        byte[] png = png(Kind.GREY_8.image(randomPixels(new Random(3))), false);
        for (int length = 0; length < png.length - 12; length++) {
            assertDefect(zlib(Arrays.copyOf(png, length)), DefectCode.BROKEN_BITMAP);
        }
    }

    @Test
    void a_flipped_bit_in_the_pixels_is_found_by_the_checksum() throws Exception {
        byte[] png = png(Kind.GREY_8.image(randomPixels(new Random(3))), false);
        png[png.length - 20] ^= 1;
        assertDefect(zlib(png), DefectCode.BROKEN_BITMAP);
    }

    @Test
    void text_that_is_not_base64_is_broken() {
        try (var decoder = decoder()) {
            assertThatThrownBy(() -> decoder.bitmap(Points.of(0, 0), "A")).hasMessageContaining("BROKEN_BITMAP");
            assertThatThrownBy(() -> decoder.bitmap(Points.of(0, 0), "")).hasMessageContaining("BROKEN_BITMAP");
            assertThatThrownBy(() -> decoder.bitmap(Points.of(0, 0), "汽车")).hasMessageContaining("BROKEN_BITMAP");
        }
    }

    private static boolean[][] randomPixels(Random random) {
        var set = new boolean[1 + random.nextInt(40)][1 + random.nextInt(40)];
        for (var row : set) {
            for (int x = 0; x < row.length; x++) {
                row[x] = random.nextInt(4) == 0;
            }
        }
        set[0][0] = true;
        return set;
    }

    private static boolean[][] pixels(Geometry.Bitmap bitmap, int width, int height) {
        var set = new boolean[height][width];
        for (int i = 0; i < bitmap.pixels().count(); i++) {
            Arrays.fill(set[bitmap.pixels().y(i)], bitmap.pixels().from(i), bitmap.pixels().to(i), true);
        }
        return set;
    }

    private static BitmapDecoder decoder() {
        return new BitmapDecoder(Limits.defaults(), new LabelBudget(Limits.defaults()));
    }

    private static Geometry.Bitmap decode(byte[] bytes) throws DefectException {
        try (var decoder = decoder()) {
            return decoder.bitmap(Points.of(10, 20), base64(bytes));
        }
    }

    private static void assertDefect(byte[] bytes, DefectCode code) {
        assertThatThrownBy(() -> decode(bytes)).isInstanceOfSatisfying(DefectException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] zlib(byte[] bytes) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(out, new Deflater(9))) {
            zlib.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] png(BufferedImage image, boolean interlaced) throws Exception {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        }
        return out.toByteArray();
    }

    /** An 8-bit grey PNG whose rows all use this filter. */
    private static byte[] filtered(boolean[][] set, int filter) throws Exception {
        int width = set[0].length;
        var rows = new ByteArrayOutputStream();
        for (int y = 0; y < set.length; y++) {
            rows.write(filter);
            for (int x = 0; x < width; x++) {
                rows.write(grey(set, x, y) - predicted(set, x, y, filter));
            }
        }
        return chunks(ByteBuffer.allocate(13).putInt(width).putInt(set.length).put((byte) 8).array(),
                zlib(rows.toByteArray()));
    }

    private static int predicted(boolean[][] set, int x, int y, int filter) {
        int a = grey(set, x - 1, y);
        int b = grey(set, x, y - 1);
        int c = grey(set, x - 1, y - 1);
        return switch (filter) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> (a + b) / 2;
            case 4 -> {
                int p = a + b - c;
                int pa = Math.abs(p - a);
                int pb = Math.abs(p - b);
                int pc = Math.abs(p - c);
                yield pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
            }
            default -> 0;
        };
    }

    private static int grey(boolean[][] set, int x, int y) {
        return x >= 0 && y >= 0 && set[y][x] ? 200 + (x + y) % 50 : 0;
    }

    private static byte[] header(int width, int height) throws Exception {
        return chunks(ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 1).array(), zlib(new byte[1000]));
    }

    private static byte[] chunks(byte[] header, byte[] data) {
        var png = ByteBuffer.allocate(8 + 12 + header.length + 12 + data.length + 12).putLong(0x89504E470D0A1A0AL);
        chunk(png, "IHDR", header);
        chunk(png, "IDAT", data);
        chunk(png, "IEND", new byte[0]);
        return png.array();
    }

    private static void chunk(ByteBuffer png, String type, byte[] data) {
        var crc = new CRC32();
        crc.update(Json.bytes(type));
        crc.update(data);
        png.putInt(data.length).put(Json.bytes(type)).put(data).putInt((int) crc.getValue());
    }

    @Test
    void the_buffer_of_a_png_grows_to_one_byte_beyond_any_limit() {
        assertThat(BitmapDecoder.grown(16_384, 1_000_000)).isEqualTo(32_768);
        assertThat(BitmapDecoder.grown(16_384, 20_000)).isEqualTo(20_001);
        assertThat(BitmapDecoder.grown(16_384, 100)).isEqualTo(16_385);
        int most = (int) Limit.BITMAP_BYTES.maximum();
        assertThat(BitmapDecoder.grown(1 << 30, most)).isEqualTo(most + 1);
    }
}
