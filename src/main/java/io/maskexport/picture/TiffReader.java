package io.maskexport.picture;

import java.io.IOException;

import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

/** Reads a TIFF segment by segment, with the rules of libtiff's RGBA interface, through which OpenCV reads. */
final class TiffReader {

    private TiffReader() {}

    /** Returns whether the data are damaged and still show something. */
    static boolean decode(TiffHeader header, byte[] encoded, byte[] rgb, Limits limits)
            throws IOException, DefectException {
        var segments = header.segments();
        var reader = new TiffSegmentReader(header, encoded, limits);
        var colours = TiffColours.of(header);
        byte[][] planes = new byte[segments.planes()][];
        for (int row = 0; row < segments.down(); row++) {
            int top = row * segments.height();
            int rows = Math.min(segments.height(), header.height() - top);
            for (int column = 0; column < segments.across(); column++) {
                int segment = row * segments.across() + column;
                for (int plane = 0; plane < planes.length; plane++) {
                    planes[plane] = reader.read(segment + plane * segments.across() * segments.down(), rows);
                }
                int left = column * segments.width();
                int columns = Math.min(segments.width(), header.width() - left);
                for (int y = 0; y < rows; y++) {
                    colours.put(planes, y, columns, rgb, 3 * ((top + y) * header.width() + left));
                }
            }
        }
        return reader.damaged();
    }
}
