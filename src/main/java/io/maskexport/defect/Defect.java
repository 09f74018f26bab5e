package io.maskexport.defect;

import java.util.Optional;

/**
 * One thing wrong with the input. A defect depends on content alone, never on time or luck, so that every attempt
 * finds the same ones.
 *
 * @param code what is wrong
 * @param detail a sentence for people, at most {@value #MAX_DETAIL} characters, without control characters
 * @param limit the limit that was exceeded, if that is what is wrong
 * @param times how many alike it stands for, at least 1
 */
public record Defect(DefectCode code, String detail, Optional<Limit> limit, long times) {
    public static final int MAX_DETAIL = 200;

    public Defect {
        detail = printable(detail);
    }

    public Defect(DefectCode code, String detail, Optional<Limit> limit) {
        this(code, detail, limit, 1);
    }

    public Defect(DefectCode code, String detail) {
        this(code, detail, Optional.empty());
    }

    private static String printable(String text) {
        var shown = text.codePoints().limit(MAX_DETAIL).map(c -> isPrintable(c) ? c : '?');
        return shown.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE ->
                false;
            default -> true;
        };
    }
}
