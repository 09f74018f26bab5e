package io.maskexport.hostile;

/** A Windows bitmap of 24 x 16 pixels, valid or not. */
final class BmpFile {
    private int headerBytes = 40;
    private long width = GoodItems.WIDTH;
    private long height = GoodItems.HEIGHT;
    private int planes = 1;
    private int bits = 24;
    private long compression;
    private long colours;
    private long claimedOffset = -1;
    private long imageBytes;
    private byte[] palette = {};
    private byte[] data = TiffFile.gradient(3 * GoodItems.WIDTH * GoodItems.HEIGHT);

    BmpFile header(int bytes) {
        headerBytes = bytes;
        return this;
    }

    BmpFile sides(long across, long down) {
        width = across;
        height = down;
        return this;
    }

    BmpFile planes(int count) {
        planes = count;
        return this;
    }

    BmpFile bits(int count) {
        bits = count;
        return this;
    }

    BmpFile compression(long kind) {
        compression = kind;
        return this;
    }

    BmpFile colours(long used) {
        colours = used;
        return this;
    }

    /** The content between header and pixels: a palette, or masks. */
    BmpFile palette(byte[] content) {
        palette = content;
        return this;
    }

    BmpFile offset(long claimed) {
        claimedOffset = claimed;
        return this;
    }

    BmpFile imageBytes(long claimed) {
        imageBytes = claimed;
        return this;
    }

    BmpFile data(byte[] content) {
        data = content;
        return this;
    }

    byte[] bytes() {
        int offset = 14 + Math.max(headerBytes, 12) + palette.length;
        var file = BinaryFile.littleEndian().text("BM").u32(offset + data.length, 0)
                .u32(claimedOffset < 0 ? offset : claimedOffset).u32(headerBytes);
        if (headerBytes == 12) {
            file.u16((int) width, (int) height, planes, bits);
        } else {
            file.u32(width, height).u16(planes, bits).u32(compression, imageBytes, 0, 0, colours, 0)
                    .zeros(Math.clamp(headerBytes - 40, 0, 1000));
        }
        return file.add(palette).add(data).bytes();
    }
}
