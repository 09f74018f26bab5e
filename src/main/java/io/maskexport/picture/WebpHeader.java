package io.maskexport.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;

/**
 * The chunks of a WebP file (RFC 9649) up to its first picture.
 *
 * @param width of the canvas
 * @param height of the canvas
 * @param frame the first picture: the file itself, or the first frame of an animation
 */
record WebpHeader(int width, int height, Frame frame) implements Header {
    private static final int FOURTEEN_BITS = 0x3fff;
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int LOSSY = 0x20385056; // "VP8 "
    private static final int LOSSLESS = 0x4c385056; // "VP8L"
    private static final int EXTENDED = 0x58385056; // "VP8X"
    private static final int ANIMATION_FRAME = 0x464d4e41; // "ANMF"
    private static final int ANIMATED = 2;

    /**
     * A picture on the canvas.
     *
     * @param from start of its chunks in the file
     * @param to end of its chunks
     */
    record Frame(int x, int y, int width, int height, int from, int to) {}

    static WebpHeader read(ByteBuffer bytes) throws DefectException {
        var webp = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int flags = webp.get(20);
        if (webp.getInt(RIFF_HEADER) == EXTENDED) {
            int width = (webp.getInt(24) & 0xff_ffff) + 1;
            int height = (webp.getInt(26) >>> 8) + 1;
            return (flags & ANIMATED) != 0
                    ? new WebpHeader(width, height, firstFrame(webp, width, height))
                    : ofOne(webp, width, height);
        }
        return switch (webp.getInt(RIFF_HEADER)) {
            case LOSSY -> // after the three-byte frame tag and start code
                ofOne(webp, webp.getShort(26) & FOURTEEN_BITS, webp.getShort(28) & FOURTEEN_BITS);
            case LOSSLESS -> { // two sides of 14 bits, less one
                int sides = webp.getInt(21);
                yield ofOne(webp, (sides & FOURTEEN_BITS) + 1, ((sides >> 14) & FOURTEEN_BITS) + 1);
            }
            default -> throw unreadable("The WebP does not start with a picture");
        };
    }

    private static WebpHeader ofOne(ByteBuffer webp, int width, int height) {
        return new WebpHeader(width, height, new Frame(0, 0, width, height, 0, webp.capacity()));
    }

    private static Frame firstFrame(ByteBuffer webp, int width, int height) throws DefectException {
        int at = RIFF_HEADER;
        while (webp.getInt(at) != ANIMATION_FRAME) {
            at = end(webp, at);
        }
        int start = at + CHUNK_HEADER;
        var frame = new Frame(2 * bits24(webp, start), 2 * bits24(webp, start + 3), bits24(webp, start + 6) + 1,
                bits24(webp, start + 9) + 1, start + 16, end(webp, at));
        if (frame.x + frame.width > width || frame.y + frame.height > height) {
            throw unreadable("The first frame of the WebP is outside its canvas");
        }
        return frame;
    }

    private static int bits24(ByteBuffer webp, int at) {
        return (webp.getShort(at) & 0xffff) | (webp.get(at + 2) & 0xff) << 16;
    }

    /** End of the chunk at a position; chunks are padded to even sizes. */
    private static int end(ByteBuffer webp, int at) throws DefectException {
        long length = webp.getInt(at + 4) & 0xffff_ffffL;
        long end = at + CHUNK_HEADER + length + (length & 1);
        if (end > webp.capacity()) {
            throw unreadable("The WebP is truncated");
        }
        return (int) end;
    }

    private static DefectException unreadable(String detail) {
        return new DefectException(DefectCode.IMAGE_UNREADABLE, detail);
    }

    @Override
    public Orientation orientation() {
        return Orientation.NORMAL;
    }

    boolean animated() {
        return frame.from > 0;
    }

    /** The file unchanged, or one that contains only the first frame. */
    byte[] picture(byte[] encoded) {
        if (!animated()) {
            return encoded;
        }
        int chunks = frame.to - frame.from;
        int extended = CHUNK_HEADER + 10;
        var one = ByteBuffer.allocate(RIFF_HEADER + extended + chunks).order(ByteOrder.LITTLE_ENDIAN);
        one.put(encoded, 0, 4).putInt(one.capacity() - CHUNK_HEADER).put(encoded, 8, 4);
        one.putInt(EXTENDED).putInt(10).putInt(encoded[20] & ~ANIMATED);
        put24(one, frame.width - 1);
        put24(one, frame.height - 1);
        return one.put(encoded, frame.from, chunks).array();
    }

    private static void put24(ByteBuffer to, int value) {
        to.putShort((short) value).put((byte) (value >> 16));
    }

    /** The decoder returns four bytes a pixel; internally, it holds four for a lossless picture, and one for alpha. */
    @Override
    public DecodingCost cost(int encodedBytes) {
        return DecodingCost.ofRows(this).plusHeap(4 * pixels() + 2L * encodedBytes).plusNative(5 * pixels());
    }
}
