package io.maskexport.hostile;

import java.util.stream.Stream;

import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;

/** Files of the type NRRD, whose content is read only if it is a picture of another type. */
final class NrrdCases {
    private static final String HEADER = "NRRD0005\ntype: uchar\ndimension: 2\n";

    private NrrdCases() {}

    static Stream<HostileCase> all() {
        var texts = Stream.of("", "NRRD", "NRRD0004\n", "NRRD9999\n\n", HEADER + "sizes: 24 16\nencoding: raw\n\n",
                HEADER + "sizes: 24 16\nencoding: raw\n\n" + "x".repeat(24 * 16),
                HEADER + "sizes: 999999999 999999999\nencoding: gzip\n\n", HEADER + "sizes: -1 16\n\n",
                HEADER + "sizes: 24 16\ndata file: ../../meta.json\n\n", HEADER + "data file: LIST\na.raw\nb.raw\n",
                HEADER + "data file: slice%99999999999d.raw 1 999999999 1\n", HEADER + "byte skip: -1\n\n",
                "NRRD0004\ndimension: 99999999999\n\n", "NRRD0004\n" + "# a comment\n".repeat(1_000),
                "NRRD0004\r\ntype: block\r\nblock size: 2147483647\r\n\r\n");
        return Stream.concat(texts.map(NrrdCases::nrrd), Stream.of(
                HostileCase.picture("a PNG inside", "m.nrrd", GoodItems.picture()),
                HostileCase.picture("a BMP inside", "m.nrrd", new BmpFile().bytes()),
                HostileCase.picture("a broken PNG inside", "m.nrrd",
                        PngFile.rgb(GoodItems.WIDTH, GoodItems.HEIGHT).without("IDAT").bytes(), IMAGE_UNREADABLE),
                HostileCase.picture("NRRD called PNG", "m.png", GoodItems.bytes(HEADER), IMAGE_UNREADABLE),
                HostileCase.picture("zeros", "m.nrrd", new byte[1 << 16], IMAGE_UNREADABLE)));
    }

    private static HostileCase nrrd(String text) {
        var name = text.replace("\r", "").replace('\n', ' ').strip();
        return HostileCase.picture("text of %d characters: %s".formatted(text.length(),
                name.substring(0, Math.min(60, name.length()))), "m.nrrd", GoodItems.bytes(text),
                IMAGE_UNREADABLE);
    }
}
