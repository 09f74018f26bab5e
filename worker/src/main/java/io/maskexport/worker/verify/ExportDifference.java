package io.maskexport.worker.verify;

/**
 * One difference between an export and its manifest. Long texts are shortened, because they may be of any length.
 *
 * @param subject the file, path or field
 * @param detail what was expected, and what is there
 */
public record ExportDifference(DifferenceCode code, String subject, String detail) {
    private static final int LONGEST = 4_000;

    public ExportDifference {
        subject = shortened(subject);
        detail = shortened(detail);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** In one line of printable characters. */
    @Override
    public String toString() {
        return "%s %s: %s".formatted(code.word(), printable(subject), printable(detail));
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
