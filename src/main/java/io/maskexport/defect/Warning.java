package io.maskexport.defect;

/**
 * A defect, and where it was found.
 *
 * @param subject the item's path in the archive ({@code ds/img/a.jpg}), a dataset, or {@code meta.json}
 */
public record Warning(String subject, Defect defect) {
    public Warning(String subject, DefectCode code, String detail) {
        this(subject, new Defect(code, detail));
    }
}
