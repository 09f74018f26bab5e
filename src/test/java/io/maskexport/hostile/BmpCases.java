package io.maskexport.hostile;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;

/** Windows bitmaps, or files that claim to be. */
final class BmpCases {
    private static final int SMALLEST_INT = Integer.MIN_VALUE;

    private BmpCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(headers(), sides(), compressions(), palettes(), cuts(), BmpFieldCases.all());
    }

    private static HostileCase bmp(String name, BmpFile file, DefectCode... codes) {
        return HostileCase.picture(name, "m.bmp", file.bytes(), codes);
    }

    private static Stream<HostileCase> headers() {
        return Stream.of(
                bmp("header of 0 bytes", new BmpFile().header(0), IMAGE_UNREADABLE),
                bmp("header of 13 bytes", new BmpFile().header(13), IMAGE_UNREADABLE),
                bmp("header of 2^31 - 1 bytes", new BmpFile().header(Integer.MAX_VALUE).palette(new byte[0]),
                        IMAGE_UNREADABLE),
                bmp("header of -1 bytes", new BmpFile().header(-1), IMAGE_UNREADABLE),
                bmp("0 bits a pixel", new BmpFile().bits(0), IMAGE_UNREADABLE),
                bmp("3 bits a pixel", new BmpFile().bits(3), IMAGE_UNREADABLE),
                bmp("64 bits a pixel", new BmpFile().bits(64), IMAGE_UNREADABLE),
                bmp("65,535 bits a pixel", new BmpFile().bits(0xffff), IMAGE_UNREADABLE),
                bmp("pixels beyond the file", new BmpFile().offset(1_000_000), IMAGE_UNREADABLE),
                bmp("pixels at 2^32 - 1", new BmpFile().offset(0xffffffffL), IMAGE_UNREADABLE),
                bmp("the size of its pixels is a lie", new BmpFile().imageBytes(0xffffffffL)));
    }

    private static Stream<HostileCase> sides() {
        return Stream.of(
                bmp("width 0", new BmpFile().sides(0, 16), IMAGE_UNREADABLE),
                bmp("height 0", new BmpFile().sides(24, 0), IMAGE_UNREADABLE),
                bmp("width -1", new BmpFile().sides(-1, 16), IMAGE_UNREADABLE),
                bmp("width -2^31", new BmpFile().sides(SMALLEST_INT, 16), IMAGE_UNREADABLE),
                bmp("height -2^31", new BmpFile().sides(24, SMALLEST_INT), IMAGE_UNREADABLE),
                bmp("width 2^31 - 1", new BmpFile().sides(Integer.MAX_VALUE, 1), IMAGE_TOO_LARGE),
                bmp("height 2^31 - 1", new BmpFile().sides(1, Integer.MAX_VALUE), IMAGE_TOO_LARGE),
                bmp("sides whose product is 2^32", new BmpFile().sides(1 << 16, 1 << 16), IMAGE_TOO_LARGE),
                bmp("a side of 65,501", new BmpFile().sides(65_501, 1), IMAGE_TOO_LARGE),
                bmp("height -65,501", new BmpFile().sides(1, -65_501), IMAGE_TOO_LARGE));
    }

    private static Stream<HostileCase> compressions() {
        byte[] jpeg = JpegFile.baseline().bytes();
        return Stream.of(
                bmp("a JPEG inside", inside(4, jpeg), IMAGE_UNREADABLE),
                bmp("a PNG inside", inside(5, GoodItems.picture()), IMAGE_UNREADABLE),
                bmp("a JPEG inside that claims 2^31 - 16 bytes", inside(4, jpeg).imageBytes(Integer.MAX_VALUE - 15),
                        IMAGE_UNREADABLE),
                bmp("a PNG inside that claims 2^31 - 16 bytes",
                        inside(5, GoodItems.picture()).imageBytes(Integer.MAX_VALUE - 15), IMAGE_UNREADABLE),
                bmp("runs of 24 bits a pixel", new BmpFile().compression(1), IMAGE_UNREADABLE),
                bmp("compression 7", new BmpFile().compression(7), IMAGE_UNREADABLE),
                bmp("compression 11", new BmpFile().compression(11), IMAGE_UNREADABLE),
                bmp("compression 2^31", new BmpFile().compression(1L << 31), IMAGE_UNREADABLE),
                bmp("runs of four bits in eight", new BmpFile().compression(2).bits(8).palette(new byte[1024]),
                        IMAGE_UNREADABLE));
    }

    private static BmpFile inside(int compression, byte[] picture) {
        return new BmpFile().bits(0).compression(compression).imageBytes(picture.length).data(picture);
    }

    private static BmpFile runs(int... bytes) {
        var data = new byte[bytes.length];
        IntStream.range(0, bytes.length).forEach(i -> data[i] = (byte) bytes[i]);
        return new BmpFile().compression(1).bits(8).palette(new byte[1024]).data(data);
    }

    private static Stream<HostileCase> palettes() {
        return Stream.of(
                bmp("runs beyond the row", runs(255, 1, 255, 2, 255, 3, 0, 1), IMAGE_UNREADABLE),
                bmp("runs beyond the picture", runs(0, 2, 255, 255, 0, 2, 255, 255, 9, 9, 0, 1)));
    }

    private static Stream<HostileCase> cuts() {
        byte[] whole = new BmpFile().bytes();
        return IntStream.of(2, 10, 14, 18, 26, 30, 40, 53).mapToObj(length -> HostileCase.picture(
                "cut after " + length + " bytes", "m.bmp", Arrays.copyOf(whole, length), IMAGE_UNREADABLE));
    }
}
