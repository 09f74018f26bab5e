package io.maskexport.png;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads a PNG strictly by the specification, and fails on everything that a lenient reader would overlook: checksums,
 * bytes after the end, data that is too long or too short. Then reads it again with ImageIO.
 */
public record StrictPng(int width, int height, PngFormat format, byte[] samples) {

    public static StrictPng read(byte[] file) {
        var in = ByteBuffer.wrap(file);
        assertThat(in.getLong()).isEqualTo(0x89504E470D0A1A0AL);
        var header = chunk(in, "IHDR");
        int width = header.getInt();
        int height = header.getInt();
        var format = format(header.get(), header.get());
        assertThat(header.get() + header.get() + header.get()).isZero();
        int colours = format == PngFormat.PALETTE_8 ? chunk(in, "PLTE").remaining() / 3 : 0;
        byte[] data = data(in);
        chunk(in, "IEND");
        assertThat(in.hasRemaining()).isFalse();
        int bytes = format.bytesPerPixel();
        byte[] rows = inflate(data, height * (1 + width * bytes));
        byte[] samples = unfilter(rows, width * bytes, bytes);
        if (format == PngFormat.PALETTE_8) {
            assertThat(greatest(samples)).isLessThan(colours);
        }
        return new StrictPng(width, height, format, samples);
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

    /** The samples of each pixel as one number, row by row. */
    public int[] pixels() {
        int bytes = format.bytesPerPixel();
        int[] pixels = new int[samples.length / bytes];
        for (int i = 0; i < samples.length; i++) {
            pixels[i / bytes] = pixels[i / bytes] << 8 | (samples[i] & 255);
        }
        return pixels;
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
        byte[] above = new byte[rowBytes];
        for (int at = 0, row = 0; at < out.length; at += rowBytes, row += rowBytes + 1) {
            System.arraycopy(rows, row + 1, out, at, rowBytes);
            addPredicted(rows[row], out, at, above, pixelBytes);
            System.arraycopy(out, at, above, 0, rowBytes);
        }
        return out;
    }

    private static void addPredicted(int filter, byte[] out, int at, byte[] above, int pixelBytes) {
        switch (filter) {
            case 0 -> {
            }
            case 1 -> {
                for (int x = pixelBytes; x < above.length; x++) {
                    out[at + x] += out[at + x - pixelBytes];
                }
            }
            case 2 -> {
                for (int x = 0; x < above.length; x++) {
                    out[at + x] += above[x];
                }
            }
            case 3 -> {
                for (int x = 0; x < above.length; x++) {
                    int left = x < pixelBytes ? 0 : out[at + x - pixelBytes] & 255;
                    out[at + x] += (byte) ((left + (above[x] & 255)) / 2);
                }
            }
            default -> throw new AssertionError("filter " + filter);
        }
    }

    private static int greatest(byte[] samples) {
        int greatest = 0;
        for (byte sample : samples) {
            greatest = Math.max(greatest, sample & 255);
        }
        return greatest;
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
