package io.maskexport.picture;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** A raster of one row, which receives the rows of a JPEG from the JDK's reader and passes them on. */
final class RowRaster extends WritableRaster {
    private final StoredRows rows;
    private final boolean severalScans;
    private final byte[] rgb;

    private RowRaster(JpegHeader header, int samples, StoredRows rows) {
        // All rows share the same memory.
        super(new ComponentSampleModel(DataBuffer.TYPE_BYTE, header.width(), header.height(), samples, 0,
                Samples.offsets(samples)), new DataBufferByte(samples * header.width()), new Point());
        this.rows = rows;
        severalScans = header.severalScans();
        rgb = new byte[rows.rowBytes()];
    }

    /** A destination for the whole picture: its rows come once, from the top down, or again with each scan. */
    static BufferedImage image(JpegHeader header, StoredRows rows) {
        int samples = header.components().size();
        return new BufferedImage(Samples.colours(samples), new RowRaster(header, samples, rows), false, null);
    }

    @Override
    public void setRect(int x, int y, Raster row) {
        byte[] samples = Samples.bytes(row);
        byte[] colours = samples.length == rgb.length ? samples : spread(samples);
        if (severalScans) {
            System.arraycopy(colours, 0, rows.whole(), y * rgb.length, rgb.length);
        } else {
            rows.row(colours, 0);
        }
    }

    private byte[] spread(byte[] greys) {
        for (int i = 0, at = 0; at < rgb.length; i++, at += 3) {
            rgb[at] = greys[i];
            rgb[at + 1] = greys[i];
            rgb[at + 2] = greys[i];
        }
        return rgb;
    }
}
