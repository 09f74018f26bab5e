package io.maskexport.hostile;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.maskexport.defect.DefectCode.IMAGE_UNREADABLE;

/** TIFFs whose tags are of odd types and counts: libtiff takes any whole number, and nothing else. */
final class TiffTagCases {
    private static final List<Tag> TAGS = List.of(new Tag("bits", TiffFile.BITS, 8),
            new Tag("compression", TiffFile.COMPRESSION, 1), new Tag("photometric", TiffFile.PHOTOMETRIC, 2),
            new Tag("samples", TiffFile.SAMPLES, 3), new Tag("rows of a strip", TiffFile.ROWS, GoodItems.HEIGHT),
            new Tag("format", TiffFile.FORMAT, 1), new Tag("planes", 284, 1));

    /** A tag of one number, and its value in a good file. */
    private record Tag(String name, int number, int value) {
        TiffFile typed(int type) {
            return TiffFile.rgb().put(number, type, 1, value);
        }

        TiffFile counted(long count) {
            return TiffFile.rgb().put(number, TiffFile.SHORT, count, 0xffffff00L);
        }
    }

    private TiffTagCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(types(), counts(), others());
    }

    private static Stream<HostileCase> types() {
        return TAGS.stream().flatMap(tag -> Stream.concat(
                IntStream.of(0, 2, 5, 7, 11, 12, 99).mapToObj(type -> refused(tag.name + " of type " + type,
                        tag.typed(type))),
                IntStream.of(1, 4, 8, 9).mapToObj(type -> read(tag.name + " of type " + type, tag.typed(type)))));
    }

    private static Stream<HostileCase> counts() {
        return TAGS.stream().flatMap(tag -> Stream.of(
                refused("two values of " + tag.name, tag.counted(2)),
                refused("2^32 - 1 values of " + tag.name, tag.counted(0xffffffffL))));
    }

    private static Stream<HostileCase> others() {
        return Stream.of(
                refused("no photometric", TiffFile.rgb().without(TiffFile.PHOTOMETRIC)),
                refused("format 0", TiffFile.rgb().put(TiffFile.FORMAT, 0)),
                refused("planes 99", TiffFile.rgb().put(284, 99)),
                refused("extra samples beyond the file",
                        TiffFile.rgb().put(TiffFile.EXTRA, TiffFile.SHORT, 5, 1 << 24)),
                refused("strip offsets of type 7", TiffFile.rgb().put(TiffFile.STRIPS, 7, 1, TiffFile.DATA)),
                refused("strip lengths of type 2", TiffFile.rgb().put(TiffFile.STRIP_BYTES, 2, 1, 1152)),
                read("a predictor of type 2", TiffFile.rgb().put(TiffFile.PREDICTOR, 2, 1, 1)),
                read("an orientation of type 2", TiffFile.rgb().put(TiffFile.ORIENTATION, 2, 1, 1)));
    }

    private static HostileCase read(String name, TiffFile file) {
        return HostileCase.picture(name, "m.tif", file.bytes());
    }

    private static HostileCase refused(String name, TiffFile file) {
        return HostileCase.picture(name, "m.tif", file.bytes(), IMAGE_UNREADABLE);
    }
}
