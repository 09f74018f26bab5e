package io.maskexport.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;

/**
 * Decompresses the samples of strips and tiles. TwelveMonkeys decompresses each as a separate picture with one strip
 * and one grey byte for each byte, so that nothing else in the file affects it.
 */
final class TiffSegmentReader {
    private static final int FILL_ORDER = 266;
    private static final int JPEG_TABLES = 347;

    private final TiffHeader header;
    private final TiffSegments segments;
    private final byte[] encoded;
    private final Limits limits;
    private final JdkJpeg decoder = JdkJpeg.INSTANCE;
    private long scanPixels;
    private boolean damaged;

    TiffSegmentReader(TiffHeader header, byte[] encoded, Limits limits) {
        this.header = header;
        segments = header.segments();
        this.encoded = encoded;
        this.limits = limits;
    }

    /** Enough stored rows of a segment for {@code rows} rows. */
    byte[] read(int segment, int rows) throws IOException, DefectException {
        long offset = segments.offset(segment);
        if (offset < 0 || offset >= encoded.length) {
            throw new IOException("a segment of the TIFF is outside the file");
        }
        int length = Math.multiplyExact(segments.rowBytes(), segments.storedRows(rows));
        int from = (int) offset;
        int available = encoded.length - from;
        long said = segments.bytes(segment);
        byte[] samples = switch (segments.compression()) {
            case TiffSegments.NONE -> stored(from, length, available);
            case TiffSegments.JPEG -> jpeg(from, Math.clamp(said, 0, available), rows);
            default -> decompressed(from, said <= 0 ? available : (int) Math.min(said, available), length, rows);
        };
        if (segments.predictor() == 2) {
            addDifferences(samples);
        }
        return samples;
    }

    private byte[] stored(int from, int length, int available) throws IOException {
        if (length > available) {
            throw new IOException("the TIFF is truncated");
        }
        byte[] samples = Arrays.copyOfRange(encoded, from, from + length);
        if (header.directory().value(FILL_ORDER, 1) == 2) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (Integer.reverse(samples[i]) >>> 24);
            }
        }
        return samples;
    }

    private byte[] decompressed(int from, int bytes, int length, int rows) throws IOException {
        boolean fax = segments.compression() <= 4;
        int bits = fax ? 1 : 8;
        int width = fax ? segments.width() : segments.rowBytes();
        long[][] tags = {{256, width}, {257, segments.storedRows(rows)}, {258, bits}, {259, segments.compression()},
            {262, 1}, {FILL_ORDER, header.directory().value(FILL_ORDER, 1)}, {273, 0}, {277, 1},
            {278, segments.storedRows(rows)}, {279, bytes}, {292, header.directory().value(292, 0)},
            {293, header.directory().value(293, 0)}};
        int start = 8 + 2 + 12 * tags.length + 4;
        var file = ByteBuffer.allocate(start + bytes).putInt(0x4D4D002A).putInt(8).putShort((short) tags.length);
        for (long[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[0] == 273 ? start : (int) tag[1]);
        }
        file.putInt(0).put(encoded, from, bytes);
        try (var memory = new MemoryReader(new TIFFImageReaderSpi().createReaderInstance(null), file.array())) {
            byte[] samples = Samples.bytes(memory.reader().read(0).getRaster());
            if (samples.length != length) {
                throw new IOException("a segment of the TIFF has %d of %d bytes".formatted(samples.length, length));
            }
            return samples;
        }
    }

    /** A segment as a JPEG of its own, preceded by the file's tables. */
    private byte[] jpeg(int from, int bytes, int rows) throws IOException, DefectException {
        byte[] tables = header.directory().bytes(JPEG_TABLES);
        var whole = new ByteArrayOutputStream(tables.length + bytes);
        if (tables.length > 4) {
            whole.write(tables, 0, tables.length - 2);
            whole.write(encoded, from + 2, Math.max(bytes - 2, 0));
        } else {
            whole.write(encoded, from, bytes);
        }
        byte[] jpeg = whole.toByteArray();
        if (!(Header.of(jpeg) instanceof JpegHeader found) || found.width() != segments.width()
                || found.height() < rows || found.height() > segments.height()
                || found.components().size() != header.samples() / segments.planes()) {
            throw new IOException("a segment of the TIFF is not a JPEG of its size");
        }
        found.require(limits, jpeg);
        scanPixels += found.severalScans() ? found.pixels() * JpegScans.count(jpeg, found.firstScan(), jpeg.length) : 0;
        header.require(Limit.IMAGE_SCAN_PIXELS, limits.of(Limit.IMAGE_SCAN_PIXELS), scanPixels);
        if (header.photometric() == TiffHeader.Photometric.YCC) {
            var chroma = found.withColours(JpegHeader.Colours.YCC);
            byte[] rgb = new byte[3 * found.width() * found.height()];
            var all = ByteBuffer.wrap(rgb);
            var stored = new StoredRows(chroma, (row, start) -> all.put(row, start, 3 * found.width()));
            damaged |= decoder.decode(chroma, PlainJpeg.of(chroma, jpeg), stored);
            return rgb;
        }
        return decoder.samples(found, PlainJpeg.of(found, jpeg));
    }

    /** Undoes the predictor: each sample is stored as the difference from the previous one in its row. */
    private void addDifferences(byte[] samples) {
        int step = header.samples() / segments.planes();
        for (int row = 0; row < samples.length; row += segments.rowBytes()) {
            if (header.bits() == 8) {
                for (int i = row + step; i < row + segments.rowBytes(); i++) {
                    samples[i] += samples[i - step];
                }
            } else if (header.bits() == 16) {
                addShorts(ByteBuffer.wrap(samples).order(header.directory().order()), row, 2 * step);
            }
        }
    }

    private void addShorts(ByteBuffer samples, int row, int step) {
        for (int i = row + step; i < row + segments.rowBytes(); i += 2) {
            samples.putShort(i, (short) (samples.getShort(i) + samples.getShort(i - step)));
        }
    }

    /** Whether a JPEG segment was damaged. */
    boolean damaged() {
        return damaged;
    }
}
