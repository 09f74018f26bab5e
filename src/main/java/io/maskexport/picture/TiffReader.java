package io.maskexport.picture;

import java.io.IOException;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/** Reads a TIFF segment by segment, by the rules of libtiff's RGBA interface, which OpenCV uses. */
final class TiffReader {

    private TiffReader() {}

    /** Returns whether the data are damaged but still show something. */
    static boolean decode(TiffHeader header, byte[] encoded, StoredRows rows, Limits limits)
            throws IOException, DefectException {
        var segments = header.segments();
        var reader = new TiffSegmentReader(header, encoded, limits);
        var colours = TiffColours.of(header);
        boolean beside = segments.across() > 1;
        byte[] band = new byte[rows.rowBytes() * (beside ? Math.min(segments.height(), header.height()) : 1)];
        for (int down = 0; down < segments.down(); down++) {
            int height = Math.min(segments.height(), header.height() - down * segments.height());
            for (int across = 0; across < segments.across(); across++) {
                byte[][] planes = planes(reader, segments, down * segments.across() + across, height);
                int left = across * segments.width();
                int columns = Math.min(segments.width(), header.width() - left);
                for (int y = 0; y < height; y++) {
                    colours.put(planes, y, columns, band, beside ? rows.rowBytes() * y + 3 * left : 0);
                    if (!beside) {
                        rows.row(band, 0);
                    }
                }
            }
            for (int y = 0; beside && y < height; y++) {
                rows.row(band, rows.rowBytes() * y);
            }
        }
        return reader.damaged();
    }

    private static byte[][] planes(TiffSegmentReader reader, TiffSegments segments, int segment, int rows)
            throws IOException, DefectException {
        byte[][] planes = new byte[segments.planes()][];
        for (int plane = 0; plane < planes.length; plane++) {
            planes[plane] = reader.read(segment + plane * segments.across() * segments.down(), rows);
        }
        return planes;
    }
}
