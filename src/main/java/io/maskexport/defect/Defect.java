package io.maskexport.defect;

import java.util.Optional;

/**
 * A problem in the input. It depends on content alone, never on time or chance, so every attempt finds the same
 * defects.
 *
 * @param code the kind of problem
 * @param detail a sentence for people, at most {@value #MAX_DETAIL} characters, without control characters
 * @param limit the exceeded limit, if a limit is the cause
 * @param times how many equal defects it represents, at least 1
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
