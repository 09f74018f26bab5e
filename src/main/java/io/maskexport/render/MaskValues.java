package io.maskexport.render;

import java.util.List;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.png.PngFormat;

/** What the pixels of machine and palette masks mean in an export: the value of each class, and the colours of values. */
public final class MaskValues {
    private static final int BYTE = 255;

    private final List<ObjectClass> classes;
    private final boolean sixteenBit;
    private final byte[] palette;

    private MaskValues(ProjectMeta meta, Palette palette) {
        classes = meta.classes();
        sixteenBit = meta.needsSixteenBits();
        this.palette = sixteenBit ? new byte[0] : palette.colours(this);
    }

    /** The class indices, in the colours of the classes. */
    public static MaskValues indices(ProjectMeta meta) {
        return new MaskValues(meta, Palette.CLASSES);
    }

    /** @throws DefectException {@code PALETTE_TOO_SMALL} */
    public static MaskValues of(ProjectMeta meta, RenderOptions options) throws DefectException {
        var values = new MaskValues(meta, options.palette());
        if (values.sixteenBit && options.masks().contains(MaskKind.PALETTE)) {
            throw new DefectException(DefectCode.PALETTE_TOO_SMALL,
                    "a palette has values up to %d, and a class has the value %d".formatted(BYTE, values.highest()));
        }
        return values;
    }

    /** The value of a class's pixels; 0 is the background. */
    public int of(ObjectClass objectClass) {
        return objectClass.index();
    }

    List<ObjectClass> classes() {
        return classes;
    }

    /** The highest value of a class; 0 without classes. */
    int highest() {
        return classes.size();
    }

    /** Whether machine masks have 16 bits. */
    public boolean sixteenBit() {
        return sixteenBit;
    }

    PngFormat machineFormat() {
        return sixteenBit ? PngFormat.GREY_16 : PngFormat.GREY_8;
    }

    /** Red, green and blue of each value; must not be changed. */
    byte[] palette() {
        return palette;
    }
}
