package io.maskexport.benchmarks.compare;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Requires that two files show the same pixels before they are timed: a fast wrong mask is worthless. */
final class SamePixels {
    private SamePixels() {}

    static void require(String what, byte[] reference, byte[] ours) throws IOException {
        var theirs = decode(reference);
        var own = decode(ours);
        if (!theirs.getBounds().equals(own.getBounds()) || theirs.getNumBands() != own.getNumBands()
                || !areSame(theirs, own)) {
            throw new IllegalStateException(what + ": our pixels are not those of the reference");
        }
    }

    private static Raster decode(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    }

    private static boolean areSame(Raster one, Raster other) {
        int[] theirs = new int[one.getWidth() * one.getNumBands()];
        int[] own = new int[theirs.length];
        for (int y = 0; y < one.getHeight(); y++) {
            one.getPixels(0, y, one.getWidth(), 1, theirs);
            other.getPixels(0, y, one.getWidth(), 1, own);
            if (!Arrays.equals(theirs, own)) {
                return false;
            }
        }
        return true;
    }
}
