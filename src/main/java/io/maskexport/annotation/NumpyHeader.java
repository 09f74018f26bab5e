package io.maskexport.annotation;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.maskexport.defect.DefectException;

import static io.maskexport.defect.DefectCode.BITMAP_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BROKEN_BITMAP;

/**
 * The header of a three-dimensional NumPy array.
 *
 * @param rows pixels from top to bottom
 * @param columns pixels from left to right
 * @param bytes size of all values
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NumPy's file format</a>
 */
record NumpyHeader(long rows, long columns, long bytes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** NumPy itself reads no longer headers. */
    private static final int HEADER_CHARACTERS = 10_000;
    private static final int SIDE_DIGITS = 9;
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'[<>|=]?([a-zA-Z])(\\d{1,9})(\\[\\w+])?'");

    static NumpyHeader read(DataInputStream in) throws IOException, DefectException {
        for (byte expected : MAGIC) {
            require(in.readByte() == expected, "not a NumPy array");
        }
        int version = in.readUnsignedByte();
        in.readUnsignedByte();
        require(version >= 1 && version <= 3, "a NumPy array of version " + version);
        long length = version == 1
                ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
                : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        require(length <= HEADER_CHARACTERS, "a header of %d characters".formatted(length));
        return parse(new String(in.readNBytes((int) length), StandardCharsets.UTF_8));
    }

    private static NumpyHeader parse(String header) throws DefectException {
        var shape = SHAPE.matcher(header);
        var type = TYPE.matcher(header);
        require(shape.find() && type.find() && !type.group(1).equals("O"), "not an array of numbers");
        var sides = sides(shape.group(1));
        require(sides.size() == 3, "an array of %d dimensions, not 3".formatted(sides.size()));
        long size = Long.parseLong(type.group(2)) * (type.group(1).equals("U") ? 4 : 1);
        try {
            long pixels = Math.multiplyExact(sides.get(0), sides.get(1));
            return new NumpyHeader(sides.get(0), sides.get(1),
                    Math.multiplyExact(Math.multiplyExact(pixels, sides.get(2)), size));
        } catch (ArithmeticException e) {
            throw new DefectException(BITMAP_TOO_LARGE, "an array of %d x %d x %d values"
                    .formatted(sides.get(1), sides.get(0), sides.get(2)));
        }
    }

    private static List<Long> sides(String text) throws DefectException {
        var numbers = Stream.of(text.split(",")).map(String::strip).filter(number -> !number.isEmpty()).toList();
        require(numbers.stream().allMatch(number -> number.matches("\\d+")), "an invalid shape");
        if (numbers.stream().anyMatch(number -> number.length() > SIDE_DIGITS)) {
            throw new DefectException(BITMAP_TOO_LARGE, "an array with a side of more than a billion");
        }
        return numbers.stream().map(Long::valueOf).toList();
    }

    private static void require(boolean condition, String otherwise) throws DefectException {
        if (!condition) {
            throw new DefectException(BROKEN_BITMAP, otherwise);
        }
    }
}
