package io.maskexport.hostile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** A JPEG in segments, valid or not. */
final class JpegFile {
    static final int FRAME = 0xc0;
    static final int HUFFMAN = 0xc4;
    static final int QUANTISATION = 0xdb;
    static final int SCAN = 0xda;
    static final int JFIF = 0xe0;
    static final int EXIF = 0xe1;

    private final List<Integer> markers = new ArrayList<>();
    private final List<byte[]> segments = new ArrayList<>();

    private JpegFile() {}

    static JpegFile baseline() {
        return parse(encode(GoodItems.WIDTH, GoodItems.HEIGHT, false));
    }

    static JpegFile progressive() {
        return parse(encode(GoodItems.WIDTH, GoodItems.HEIGHT, true));
    }

    private static byte[] encode(int width, int height, boolean progressive) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, (i % width * 9 % 256) << 16 | (i / width * 13 % 256) << 8 | i % 199);
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Each segment is its marker with its data; that of a scan includes the entropy-coded bytes after it. */
    static JpegFile parse(byte[] jpeg) {
        var file = new JpegFile();
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xd9) {
            int end = at + 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
            while ((jpeg[at + 1] & 0xff) == SCAN && !(jpeg[end] == -1 && jpeg[end + 1] != 0)) {
                end++;
            }
            file.markers.add(jpeg[at + 1] & 0xff);
            file.segments.add(Arrays.copyOfRange(jpeg, at, end));
            at = end;
        }
        return file;
    }

    JpegFile without(int marker) {
        for (int at = markers.indexOf(marker); at >= 0; at = markers.indexOf(marker)) {
            markers.remove(/* index */ at);
            segments.remove(at);
        }
        return this;
    }

    /** Inserts a segment before the first one with this marker. */
    JpegFile before(int other, int marker, byte[] data) {
        return insert(markers.indexOf(other), marker, segment(marker, data));
    }

    /** Inserts a segment before all others. */
    JpegFile first(int marker, byte[] data) {
        return insert(0, marker, segment(marker, data));
    }

    JpegFile insert(int at, int marker, byte[] segment) {
        markers.add(at, marker);
        segments.add(at, segment);
        return this;
    }

    static byte[] segment(int marker, byte[] data) {
        return BinaryFile.bigEndian().u8(0xff, marker).u16(data.length + 2).add(data).bytes();
    }

    /** Changes the bytes of the first segment with this marker: two of the marker, two of its length, its data. */
    JpegFile change(int marker, UnaryOperator<byte[]> change) {
        int at = markers.indexOf(marker);
        segments.set(at, change.apply(segments.get(at)));
        return this;
    }

    /** Sets bytes in the data of the first segment with this marker. */
    JpegFile set(int marker, int offset, int... values) {
        return change(marker, segment -> {
            for (int i = 0; i < values.length; i++) {
                segment[4 + offset + i] = (byte) values[i];
            }
            return segment;
        });
    }

    byte[] bytes() {
        var file = open();
        return file.u8(0xff, 0xd9).bytes();
    }

    /** The file without its end marker, to be continued. */
    BinaryFile open() {
        var file = BinaryFile.bigEndian().u8(0xff, 0xd8);
        segments.forEach(file::add);
        return file;
    }

    /** The file up to the segment with this marker, without it. */
    byte[] upTo(int marker) {
        var file = BinaryFile.bigEndian().u8(0xff, 0xd8);
        segments.subList(0, markers.indexOf(marker)).forEach(file::add);
        return file.bytes();
    }
}
