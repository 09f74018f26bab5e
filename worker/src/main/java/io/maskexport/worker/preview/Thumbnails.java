package io.maskexport.worker.preview;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;

import io.maskexport.defect.DefectException;
import io.maskexport.picture.PictureRows;

/**
 * Small copies of pictures and masks.
 *
 * @param width of the copies, at least 1
 * @param height of the copies, at least 1
 */
record Thumbnails(int width, int height) {
    /**
     * A small copy of a machine mask, and how often each value occurs in the mask itself.
     *
     * @param indices class indices of the copy, row by row
     */
    record IndexThumbnail(int[] indices, SortedMap<Integer, Long> counts, long pixels) {}

    /** Copies as large as fits, and no larger than the picture. */
    static Thumbnails of(int width, int height, int most) {
        double scale = Math.min(1, (double) most / Math.max(width, height));
        return new Thumbnails((int) Math.max(1, Math.round(width * scale)),
                (int) Math.max(1, Math.round(height * scale)));
    }

    /** As {@link #of}, for a PNG. */
    static Thumbnails ofMask(byte[] png, int most) throws IOException {
        var raster = read(png);
        return of(raster.getWidth(), raster.getHeight(), most);
    }

    /** Averages the pixels that fall on each pixel of the copy. */
    BufferedImage picture(PictureRows picture) throws DefectException {
        var sums = new long[3 * width * height];
        var counts = new int[width * height];
        var y = new int[1];
        picture.read((rgb, from) -> add(rgb, from, picture.width(), y[0]++ * height / picture.height(), sums, counts));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < counts.length; i++) {
            int n = Math.max(1, counts[i]);
            image.setRGB(i % width, i / width, (int) (sums[3 * i] / n) << 16 | (int) (sums[3 * i + 1] / n) << 8
                    | (int) (sums[3 * i + 2] / n));
        }
        return image;
    }

    private void add(byte[] rgb, int from, int columns, int row, long[] sums, int[] counts) {
        for (int x = 0; x < columns; x++) {
            int to = row * width + (int) ((long) x * width / columns);
            counts[to]++;
            for (int sample = 0; sample < 3; sample++) {
                sums[3 * to + sample] += rgb[from + 3 * x + sample] & 255;
            }
        }
    }

    /** Any object wins over the background, so that thin objects stay visible. */
    IndexThumbnail machineMask(byte[] png) throws IOException {
        var raster = read(png);
        var indices = new int[width * height];
        SortedMap<Integer, Long> counts = new TreeMap<>();
        var row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                counts.merge(row[x], 1L, Long::sum);
                if (row[x] != 0) {
                    indices[place(x, y, raster)] = row[x];
                }
            }
        }
        return new IndexThumbnail(indices, counts, (long) raster.getWidth() * raster.getHeight());
    }

    /** As {@link #machineMask}, for a mask of colours. */
    BufferedImage colourMask(byte[] png) throws IOException {
        var raster = read(png);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int bands = raster.getNumBands();
        var row = new int[raster.getWidth() * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int x = 0; x < raster.getWidth(); x++) {
                int rgb = row[x * bands] << 16 | row[x * bands + bands / 2] << 8 | row[x * bands + bands - 1];
                if (rgb != 0) {
                    int place = place(x, y, raster);
                    image.setRGB(place % width, place / width, rgb);
                }
            }
        }
        return image;
    }

    private int place(int x, int y, Raster of) {
        return (int) ((long) y * height / of.getHeight()) * width + (int) ((long) x * width / of.getWidth());
    }

    private static Raster read(byte[] png) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        if (image == null) {
            throw new IOException("a mask is not a picture");
        }
        return image.getRaster();
    }
}
