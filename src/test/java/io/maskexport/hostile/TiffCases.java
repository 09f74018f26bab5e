package io.maskexport.hostile;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.IMAGE_TOO_LARGE;
import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;
import static io.maskexport.hostile.TiffFile.BITS;
import static io.maskexport.hostile.TiffFile.COMPRESSION;
import static io.maskexport.hostile.TiffFile.DATA;
import static io.maskexport.hostile.TiffFile.FORMAT;
import static io.maskexport.hostile.TiffFile.HEIGHT;
import static io.maskexport.hostile.TiffFile.LONG;
import static io.maskexport.hostile.TiffFile.ORIENTATION;
import static io.maskexport.hostile.TiffFile.PHOTOMETRIC;
import static io.maskexport.hostile.TiffFile.PREDICTOR;
import static io.maskexport.hostile.TiffFile.SAMPLES;
import static io.maskexport.hostile.TiffFile.SHORT;
import static io.maskexport.hostile.TiffFile.STRIPS;
import static io.maskexport.hostile.TiffFile.STRIP_BYTES;
import static io.maskexport.hostile.TiffFile.TILES;
import static io.maskexport.hostile.TiffFile.TILE_BYTES;
import static io.maskexport.hostile.TiffFile.TILE_HEIGHT;
import static io.maskexport.hostile.TiffFile.TILE_WIDTH;
import static io.maskexport.hostile.TiffFile.WIDTH;

/** TIFFs, or files that claim to be. */
final class TiffCases {
    private static final int RATIONAL = 5;
    private static final int ASCII = 2;
    private static final long LARGEST_UINT32 = 0xffffffffL;

    private TiffCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(directories(), sides(), samples(), strips(), tiles(), compressions(), cuts(),
                TiffTagCases.all());
    }

    private static HostileCase tiff(String name, TiffFile file, DefectCode... codes) {
        return HostileCase.picture(name, "m.tif", file.bytes(), codes);
    }

    private static TiffFile good() {
        return TiffFile.rgb();
    }

    private static Stream<HostileCase> directories() {
        return Stream.of(
                tiff("a directory of no entry", good().claimEntries(0), IMAGE_UNREADABLE),
                tiff("a next directory that is this one", good().next(good().directory())),
                tiff("a next directory beyond the file", good().next(LARGEST_UINT32)),
                tiff("orientation 0", good().put(ORIENTATION, 0)),
                tiff("orientation 9", good().put(ORIENTATION, 9)),
                tiff("orientation 65,535", good().put(ORIENTATION, 65_535)),
                tiff("an unknown tag of 2^32 - 1 values", good().put(60_000, LONG, LARGEST_UINT32, 8)),
                tiff("a directory of EXIF beyond the file", good().put(34_665, LONG, 1, LARGEST_UINT32)),
                tiff("a directory of EXIF that is this one", good().put(34_665, LONG, 1, good().directory())),
                tiff("directories below that are this one", good().put(330, LONG, 1, good().directory())),
                HostileCase.picture("no directory", "m.tif", BinaryFile.littleEndian().text("II").u16(42).u32(0)
                        .bytes(), IMAGE_UNREADABLE),
                HostileCase.picture("a directory beyond the file", "m.tif",
                        BinaryFile.littleEndian().text("II").u16(42).u32(LARGEST_UINT32).bytes(), IMAGE_UNREADABLE),
                HostileCase.picture("version 41", "m.tif", BinaryFile.littleEndian().text("II").u16(41).u32(8).bytes(),
                        IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> sides() {
        return Stream.of(
                tiff("no width", good().without(WIDTH), IMAGE_UNREADABLE),
                tiff("no height", good().without(HEIGHT), IMAGE_UNREADABLE),
                tiff("width 0", good().sides(0, 16), IMAGE_UNREADABLE),
                tiff("height 0", good().sides(24, 0), IMAGE_UNREADABLE),
                tiff("width 2^32 - 1", good().sides(LARGEST_UINT32, 1), IMAGE_TOO_LARGE),
                tiff("sides whose product is 2^32", good().sides(1 << 16, 1 << 16), IMAGE_TOO_LARGE),
                tiff("a side of 65,501", good().sides(65_501, 1), IMAGE_TOO_LARGE),
                tiff("width as a text", good().put(WIDTH, ASCII, 1, 24), IMAGE_UNREADABLE),
                tiff("width as a fraction", good().put(WIDTH, RATIONAL, 1, DATA), IMAGE_UNREADABLE),
                tiff("height as a fraction", good().put(HEIGHT, RATIONAL, 1, DATA), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> samples() {
        return Stream.of(
                tiff("0 bits a sample", good().put(BITS, 0), IMAGE_UNREADABLE),
                tiff("7 bits a sample", good().put(BITS, 7), IMAGE_UNREADABLE),
                tiff("64 bits a sample", good().put(BITS, 64), IMAGE_UNREADABLE),
                tiff("65,535 bits a sample", good().put(BITS, 65_535), IMAGE_UNREADABLE),
                tiff("0 samples", good().put(SAMPLES, 0), IMAGE_UNREADABLE),
                tiff("9 samples", good().put(SAMPLES, 9), IMAGE_UNREADABLE),
                tiff("65,535 samples", good().put(SAMPLES, 65_535), IMAGE_UNREADABLE),
                tiff("a photometric that is none", good().put(PHOTOMETRIC, 99), IMAGE_UNREADABLE),
                tiff("a palette that is not there", TiffFile.grey().put(PHOTOMETRIC, 3), IMAGE_UNREADABLE),
                tiff("a palette beyond the file",
                        TiffFile.grey().put(PHOTOMETRIC, 3).put(320, SHORT, 768, LARGEST_UINT32),
                        IMAGE_UNREADABLE),
                tiff("predictor 99", good().put(PREDICTOR, 99)),
                tiff("samples of a format that is none", good().put(FORMAT, 99), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> strips() {
        return Stream.of(
                tiff("no strips", good().without(STRIPS), IMAGE_UNREADABLE),
                tiff("a strip beyond the file", good().put(STRIPS, LONG, 1, 1_000_000), IMAGE_UNREADABLE),
                tiff("a strip at 2^32 - 1", good().put(STRIPS, LONG, 1, LARGEST_UINT32), IMAGE_UNREADABLE),
                tiff("2^32 - 1 strips", good().put(STRIPS, LONG, LARGEST_UINT32, 8), IMAGE_UNREADABLE),
                tiff("2^31 - 1 strips", good().put(STRIPS, LONG, Integer.MAX_VALUE, 8), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> tiles() {
        return Stream.of(
                tiff("tiles of 0 x 0", tiles(0, 0), IMAGE_UNREADABLE),
                tiff("a tile of 2^31 x 16", tiles(1L << 31, 16), IMAGE_TOO_LARGE),
                tiff("a tile of 2^32 - 1 each side", tiles(LARGEST_UINT32, LARGEST_UINT32), IMAGE_TOO_LARGE),
                tiff("a tile of 65,536 each side", tiles(1 << 16, 1 << 16), IMAGE_TOO_LARGE),
                tiff("tiles that are nowhere", good().without(STRIPS).without(STRIP_BYTES)
                        .put(TILE_WIDTH, LONG, 1, 16).put(TILE_HEIGHT, LONG, 1, 16), IMAGE_UNREADABLE));
    }

    private static TiffFile tiles(long width, long height) {
        return good().without(STRIPS).without(STRIP_BYTES).put(TILE_WIDTH, LONG, 1, width)
                .put(TILE_HEIGHT, LONG, 1, height).put(TILES, LONG, 1, DATA).put(TILE_BYTES, LONG, 1, 768);
    }

    private static Stream<HostileCase> compressions() {
        var ofOneByte = new byte[100];
        return Stream.of(
                tiff("compression 0", good().put(COMPRESSION, 0), IMAGE_UNREADABLE),
                tiff("compression 99", good().put(COMPRESSION, 99), IMAGE_UNREADABLE),
                tiff("JPEG 2000 inside", good().put(COMPRESSION, 34_712), IMAGE_UNREADABLE),
                tiff("LZMA inside", good().put(COMPRESSION, 34_925), IMAGE_UNREADABLE),
                tiff("Zstandard inside", good().put(COMPRESSION, 50_000), IMAGE_UNREADABLE),
                tiff("LERC inside", good().put(COMPRESSION, 34_887), IMAGE_UNREADABLE),
                tiff("no LZW", good().put(COMPRESSION, 5).data(ofOneByte), IMAGE_UNREADABLE),
                tiff("no deflate", good().put(COMPRESSION, 8).data(ofOneByte), IMAGE_UNREADABLE),
                tiff("no JPEG", good().put(COMPRESSION, 7).data(ofOneByte), IMAGE_UNREADABLE),
                tiff("no old JPEG", good().put(COMPRESSION, 6).data(ofOneByte), IMAGE_UNREADABLE),
                tiff("deflate cut", good().put(COMPRESSION, 8)
                        .data(Arrays.copyOf(PngFile.zlib(TiffFile.gradient(1152)), 200)), IMAGE_UNREADABLE),
                tiff("a JPEG of 4,000 x 4,000 inside", good().put(COMPRESSION, 7).put(PHOTOMETRIC, 6).data(
                        JpegFile.baseline().set(JpegFile.FRAME, 1, 15, 160, 15, 160).bytes()), IMAGE_UNREADABLE),
                tiff("a JPEG of 65,535 x 65,535 inside", good().put(COMPRESSION, 7).put(PHOTOMETRIC, 6).data(
                        JpegFile.baseline().set(JpegFile.FRAME, 1, 255, 255, 255, 255).bytes()), IMAGE_UNREADABLE));
    }

    private static Stream<HostileCase> cuts() {
        byte[] whole = TiffFile.rgb(ByteOrder.BIG_ENDIAN).bytes();
        return IntStream.of(4, 7, 8, 100, 1159, 1161, 1164, 1200).mapToObj(length -> HostileCase.picture(
                "cut after " + length + " bytes", "m.tif", Arrays.copyOf(whole, length), IMAGE_UNREADABLE));
    }
}
