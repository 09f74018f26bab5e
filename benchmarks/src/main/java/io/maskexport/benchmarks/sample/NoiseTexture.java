package io.maskexport.benchmarks.sample;

/**
 * Smooth noise in octaves: random values on a lattice with linear interpolation; the amplitude depends on the lattice's
 * width.
 */
final class NoiseTexture {
    private static final float STRENGTH = 14;

    private final long seed;

    NoiseTexture(long seed) {
        this.seed = seed;
    }

    /** The sum of all octaves, with lattices from {@code coarsest} pixels to {@code finest}, both powers of two. */
    float at(int x, int y, int coarsest, int finest) {
        float sum = 0;
        for (int size = coarsest; size >= finest; size /= 2) {
            sum += STRENGTH * amplitude(size) * octave(x, y, size);
        }
        return sum;
    }

    private static float amplitude(int size) {
        return Math.min(2, 0.15f + size / 64f);
    }

    private float octave(int x, int y, int size) {
        int column = x / size;
        int row = y / size;
        float right = (float) (x % size) / size;
        float down = (float) (y % size) / size;
        float upper = lattice(column, row, size) * (1 - right) + lattice(column + 1, row, size) * right;
        float lower = lattice(column, row + 1, size) * (1 - right) + lattice(column + 1, row + 1, size) * right;
        return upper * (1 - down) + lower * down;
    }

    /** A value from -1 to 1. */
    private float lattice(int column, int row, int size) {
        long mixed = seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL + size * 0x165667B19E3779F9L;
        mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (mixed >> 40) / (float) (1 << 23);
    }
}
