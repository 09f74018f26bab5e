package io.maskexport.hostile;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Single-colour pictures of any size, whose files are small and made without a picture in memory. */
final class FlatPictures {
    private static final int PROGRESSIVE = 0xc2;

    private FlatPictures() {}

    static byte[] png(int width, int height, int depth, int colour) {
        long stride = PngFile.rows(width, 1, depth, colour).length;
        return PngFile.rgb(1, 1).replace("IHDR", PngFile.header(width, height, depth, colour, 0, 0, 0))
                .replace("IDAT", zeros(stride * height)).bytes();
    }

    static byte[] tiff(int width, int height) {
        return TiffFile.rgb(LITTLE_ENDIAN).sides(width, height).put(TiffFile.COMPRESSION, 8)
                .put(TiffFile.ROWS, height).data(zeros(3L * width * height)).bytes();
    }

    /** Run-length encoded, eight bits a pixel. */
    static byte[] bmp(int width, int height) {
        var row = new ByteArrayOutputStream();
        for (int left = width; left > 0; left -= 255) {
            row.write(Math.min(left, 255));
            row.write(1);
        }
        row.writeBytes(new byte[2]);
        var rows = new ByteArrayOutputStream();
        for (int y = 0; y < height; y++) {
            rows.writeBytes(row.toByteArray());
        }
        rows.writeBytes(new byte[] {0, 1});
        return new BmpFile().sides(width, height).bits(8).compression(1).palette(new byte[1024])
                .data(rows.toByteArray()).bytes();
    }

    /** Three components with the same sampling; every block has only its mean. */
    static byte[] jpeg(int width, int height) {
        return jpeg(width, height, JpegFile.FRAME, "00101000000000", new byte[] {0, 63, 0});
    }

    /** Like {@link #jpeg}, in one progressive scan of the means. */
    static byte[] progressiveJpeg(int width, int height) {
        return jpeg(width, height, PROGRESSIVE, "000000", new byte[] {0, 0, 0});
    }

    private static byte[] jpeg(int width, int height, int process, String block, byte[] spectrum) {
        var quantisation = new byte[65];
        java.util.Arrays.fill(quantisation, 1, 65, (byte) 16);
        var frame = BinaryFile.bigEndian().u8(8).u16(height, width).u8(3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0).bytes();
        var scan = BinaryFile.bigEndian().u8(3, 1, 0, 2, 0x11, 3, 0x11).add(spectrum).bytes();
        return BinaryFile.bigEndian().u8(0xff, 0xd8).add(JpegFile.segment(JpegFile.QUANTISATION, quantisation))
                .add(JpegFile.segment(process, frame)).add(table(0x00, JPEGHuffmanTable.StdDCLuminance))
                .add(table(0x10, JPEGHuffmanTable.StdACLuminance)).add(table(0x01, JPEGHuffmanTable.StdDCChrominance))
                .add(table(0x11, JPEGHuffmanTable.StdACChrominance)).add(JpegFile.segment(JpegFile.SCAN, scan))
                .add(repeated(block, Math.ceilDiv(width, 8) * Math.ceilDiv(height, 8))).u8(0xff, 0xd9).bytes();
    }

    private static byte[] table(int id, JPEGHuffmanTable table) {
        var data = BinaryFile.bigEndian().u8(id);
        for (short length : table.getLengths()) {
            data.u8(length);
        }
        data.zeros(16 - table.getLengths().length);
        for (short value : table.getValues()) {
            data.u8(value);
        }
        return JpegFile.segment(JpegFile.HUFFMAN, data.bytes());
    }

    /** The bits repeated, padded with ones. */
    private static byte[] repeated(String bits, int times) {
        long all = (long) bits.length() * times;
        var bytes = new byte[(int) Math.ceilDiv(all, 8)];
        for (long i = 0; i < 8L * bytes.length; i++) {
            if (i >= all || bits.charAt((int) (i % bits.length())) == '1') {
                bytes[(int) (i / 8)] |= (byte) (0x80 >> i % 8);
            }
        }
        return bytes;
    }

    private static byte[] zeros(long count) {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        var nothing = new byte[1 << 16];
        try (var deflater = new Deflater()) {
            for (long left = count; left > 0; left -= nothing.length) {
                deflater.setInput(nothing, 0, (int) Math.min(left, nothing.length));
                while (!deflater.needsInput()) {
                    out.write(buffer, 0, deflater.deflate(buffer));
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }
}
