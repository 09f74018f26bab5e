package io.maskexport.worker.verify;

/**
 * One difference between an export and its manifest.
 *
 * @param subject the file, path or field
 * @param detail what was expected, and what is there
 */
public record ExportDifference(DifferenceCode code, String subject, String detail) {
    /** In one line of printable characters. */
    @Override
    public String toString() {
        return "%s %s: %s".formatted(code.word(), printable(subject), printable(detail));
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
