package io.maskexport.png;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads a PNG strictly by the specification, and fails on everything that a lenient reader would overlook: checksums,
 * bytes after the end, data that is too long or too short. Then reads it again with ImageIO.
 */
public record StrictPng(int width, int height, PngFormat format, int[] pixels) {

    public static StrictPng read(byte[] file) {
        var in = ByteBuffer.wrap(file);
        assertThat(in.getLong()).isEqualTo(0x89504E470D0A1A0AL);
        var header = chunk(in, "IHDR");
        int width = header.getInt();
        int height = header.getInt();
        var format = format(header.get(), header.get());
        assertThat(header.get() + header.get() + header.get()).isZero();
        int colours = format == PngFormat.PALETTE_8 ? chunk(in, "PLTE").remaining() / 3 : Integer.MAX_VALUE;
        byte[] data = data(in);
        chunk(in, "IEND");
        assertThat(in.hasRemaining()).isFalse();
        int bytes = format.bytesPerPixel();
        byte[] rows = inflate(data, height * (1 + width * bytes));
        int[] pixels = pixels(unfilter(rows, width * bytes, bytes), bytes);
        assertThat(Arrays.stream(pixels).max().orElse(0)).isLessThan(colours);
        return new StrictPng(width, height, format, pixels);
    }

    /** The pixels' mode, in the corpus's terms. */
    public String mode() {
        return switch (format) {
            case GREY_8 -> "L";
            case GREY_16 -> "I;16";
            case RGB_8 -> "RGB";
            case PALETTE_8 -> "P";
        };
    }

    /** The pixels' samples, row by row. */
    public byte[] samples() {
        int bytes = format.bytesPerPixel();
        byte[] samples = new byte[pixels.length * bytes];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (pixels[i / bytes] >> (8 * (bytes - 1 - i % bytes)));
        }
        return samples;
    }

    static byte[] data(byte[] file) {
        var in = ByteBuffer.wrap(file, 8, file.length - 8);
        chunk(in, "IHDR");
        return data(in);
    }

    private static byte[] data(ByteBuffer in) {
        var data = new ByteArrayOutputStream();
        do {
            data.writeBytes(bytes(chunk(in, "IDAT")));
        } while (in.get(in.position() + 5) == 'D');
        return data.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static PngFormat format(int depth, int colourType) {
        return switch (depth << 8 | colourType) {
            case 8 << 8 -> PngFormat.GREY_8;
            case 16 << 8 -> PngFormat.GREY_16;
            case 8 << 8 | 2 -> PngFormat.RGB_8;
            case 8 << 8 | 3 -> PngFormat.PALETTE_8;
            default -> throw new AssertionError("depth " + depth + ", colour type " + colourType);
        };
    }

    private static ByteBuffer chunk(ByteBuffer in, String type) {
        int length = in.getInt();
        var crc = new CRC32();
        crc.update(in.slice(in.position(), 4 + length));
        byte[] name = new byte[4];
        in.get(name);
        assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo(type);
        var data = in.slice(in.position(), length);
        in.position(in.position() + length);
        assertThat(in.getInt()).isEqualTo((int) crc.getValue());
        return data;
    }

    private static byte[] inflate(byte[] data, int size) {
        byte[] out = new byte[size];
        try (var inflater = new Inflater()) {
            inflater.setInput(data);
            int count = 0;
            while (count < size) {
                int more = inflater.inflate(out, count, size - count);
                assertThat(more).as("bytes after %d of %d", count, size).isPositive();
                count += more;
            }
            assertThat(inflater.inflate(new byte[1])).isZero();
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isZero();
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
        return out;
    }

    private static byte[] unfilter(byte[] rows, int rowBytes, int pixelBytes) {
        byte[] out = new byte[rows.length / (rowBytes + 1) * rowBytes];
        for (int i = 0; i < out.length; i++) {
            int x = i % rowBytes;
            int y = i / rowBytes;
            int left = x < pixelBytes ? 0 : out[i - pixelBytes] & 255;
            int up = y == 0 ? 0 : out[i - rowBytes] & 255;
            int predicted = switch (rows[y * (rowBytes + 1)]) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                default -> throw new AssertionError("filter " + rows[y * (rowBytes + 1)]);
            };
            out[i] = (byte) (rows[y * (rowBytes + 1) + 1 + x] + predicted);
        }
        return out;
    }

    private static int[] pixels(byte[] samples, int pixelBytes) {
        int[] pixels = new int[samples.length / pixelBytes];
        for (int i = 0; i < samples.length; i++) {
            pixels[i / pixelBytes] = pixels[i / pixelBytes] << 8 | (samples[i] & 255);
        }
        return pixels;
    }

    /** The pixels as ImageIO reads them. */
    static int[] readByImageIo(byte[] file) {
        try {
            var raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
            int bands = raster.getNumBands();
            int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
            int[] pixels = new int[samples.length / bands];
            for (int i = 0; i < samples.length; i++) {
                pixels[i / bands] = pixels[i / bands] << 8 | samples[i];
            }
            return pixels;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
