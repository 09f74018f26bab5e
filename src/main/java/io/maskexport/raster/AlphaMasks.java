package io.maskexport.raster;

import java.util.Optional;

import io.maskexport.geometry.Geometry.AlphaMask;

/** Crops alpha masks to a canvas. */
final class AlphaMasks {
    private AlphaMasks() {}

    /** The part of the mask on the canvas; empty if it is fully transparent. */
    static Optional<AlphaMask> cut(AlphaMask mask, int width, int height) {
        int left = Math.max(0, mask.left());
        int top = Math.max(0, mask.top());
        int right = (int) Math.min(width, (long) mask.left() + mask.width());
        int bottom = (int) Math.min(height, (long) mask.top() + mask.height());
        if (left >= right || top >= bottom) {
            return Optional.empty();
        }
        var part = right - left == mask.width() && bottom - top == mask.height()
                ? mask
                : slice(mask, left, top, right, bottom);
        return isTransparent(part) ? Optional.empty() : Optional.of(part);
    }

    private static AlphaMask slice(AlphaMask mask, int left, int top, int right, int bottom) {
        int columns = right - left;
        var alpha = new byte[columns * (bottom - top)];
        for (int y = top; y < bottom; y++) {
            int from = (y - mask.top()) * mask.width() + left - mask.left();
            System.arraycopy(mask.alpha(), from, alpha, (y - top) * columns, columns);
        }
        return new AlphaMask(left, top, columns, bottom - top, alpha);
    }

    private static boolean isTransparent(AlphaMask mask) {
        for (byte alpha : mask.alpha()) {
            if (alpha != 0) {
                return false;
            }
        }
        return true;
    }

    /** Number of pixels that are not fully transparent. */
    static long visiblePixels(AlphaMask mask) {
        long pixels = 0;
        for (byte alpha : mask.alpha()) {
            pixels += alpha != 0 ? 1 : 0;
        }
        return pixels;
    }
}
