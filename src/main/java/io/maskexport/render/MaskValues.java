package io.maskexport.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.png.PngFormat;

/** What the pixels of machine and palette masks mean in an export: the value of each class, and the colours of values. */
public final class MaskValues {
    private static final int BYTE = 255;
    private static final int SHORT = 65_535;

    private final List<ObjectClass> classes;
    /** By class index. */
    private final int[] values;
    private final int highest;
    private final boolean listed;
    private final boolean bordered;
    private final List<String> unused;
    private final byte[] palette;

    private MaskValues(ProjectMeta meta, EncodingOptions options) {
        classes = meta.classes();
        listed = !options.classValues().isEmpty();
        bordered = options.ignoreBorder() > 0;
        values = new int[classes.size() + 1];
        for (var c : classes) {
            values[c.index()] = listed ? options.classValues().getOrDefault(c.title(), 0) : c.index();
        }
        highest = listed
                ? options.classValues().values().stream().mapToInt(Integer::intValue).max().orElse(0)
                : classes.size();
        var titles = new ArrayList<>(options.classValues().keySet());
        titles.removeAll(classes.stream().map(ObjectClass::title).collect(Collectors.toSet()));
        unused = titles;
        palette = sixteenBit() ? new byte[0] : options.palette().colours(this);
    }

    /** The class indices, in the colours of the classes. */
    public static MaskValues indices(ProjectMeta meta) {
        return new MaskValues(meta, EncodingOptions.DEFAULTS);
    }

    /** @throws DefectException {@code UNLISTED_CLASS}, {@code PALETTE_TOO_SMALL} or {@code IGNORE_VALUE_TAKEN} */
    public static MaskValues of(ProjectMeta meta, RenderOptions options) throws DefectException {
        var encoding = options.encoding();
        var values = new MaskValues(meta, encoding);
        if (values.listed && encoding.refusesUnlisted()) {
            values.refuseUnlisted(encoding);
        }
        if (values.sixteenBit() && options.masks().contains(MaskKind.PALETTE)) {
            throw new DefectException(DefectCode.PALETTE_TOO_SMALL,
                    "a palette has values up to %d, and a class has the value %d".formatted(BYTE, values.highest));
        }
        var taken = values.classOf(values.ignoreValue());
        if (values.bordered && taken.isPresent()) {
            throw new DefectException(DefectCode.IGNORE_VALUE_TAKEN, "class '%s' has the value %d of the ignore border"
                    .formatted(taken.get().title(), values.ignoreValue()));
        }
        return values;
    }

    private void refuseUnlisted(EncodingOptions encoding) throws DefectException {
        var without = classes.stream().map(ObjectClass::title)
                .filter(title -> !encoding.classValues().containsKey(title)).toList();
        if (!without.isEmpty()) {
            throw new DefectException(DefectCode.UNLISTED_CLASS, "%d of %d classes have no value; the first: '%s'"
                    .formatted(without.size(), classes.size(), without.getFirst()));
        }
    }

    private Optional<ObjectClass> classOf(int value) {
        return classes.stream().filter(c -> of(c) == value).findFirst();
    }

    /** The value of a class's pixels; 0 is the background. */
    public int of(ObjectClass objectClass) {
        return values[objectClass.index()];
    }

    List<ObjectClass> classes() {
        return classes;
    }

    /** The highest value that the palette must have. */
    int highest() {
        return bordered ? BYTE : highest;
    }

    /** Whether machine masks have 16 bits. */
    public boolean sixteenBit() {
        return highest > BYTE;
    }

    /** The value of an ignore border, if there is one. */
    public Optional<Integer> ignored() {
        return bordered ? Optional.of(ignoreValue()) : Optional.empty();
    }

    int ignoreValue() {
        return sixteenBit() ? SHORT : BYTE;
    }

    PngFormat machineFormat() {
        return sixteenBit() ? PngFormat.GREY_16 : PngFormat.GREY_8;
    }

    /** Red, green and blue of each value; must not be changed. */
    byte[] palette() {
        return palette;
    }

    /** The notices about {@code meta.json}; those about class indices only if these are the values. */
    public List<Defect> notices(ProjectMeta meta) {
        if (!listed) {
            return meta.defects();
        }
        var colours = meta.defects().stream().filter(defect -> defect.code() != DefectCode.IGNORE_INDEX_CLASS
                && defect.code() != DefectCode.SIXTEEN_BIT_CLASSES);
        return Stream.concat(colours, valueNotices().stream()).toList();
    }

    private List<Defect> valueNotices() {
        var notices = new ArrayList<Defect>();
        classOf(BYTE).ifPresent(c -> notices
                .add(new Defect(DefectCode.IGNORE_INDEX_CLASS, "class '" + c.title() + "' has the value 255")));
        if (sixteenBit()) {
            notices.add(new Defect(DefectCode.SIXTEEN_BIT_CLASSES,
                    "values up to " + highest + ": machine masks are 16-bit grey"));
        }
        if (!unused.isEmpty()) {
            notices.add(
                    new Defect(DefectCode.UNUSED_CLASS_VALUE, "%d values are for classes that are not in the project; "
                            .formatted(unused.size()) + "the first: '" + unused.getFirst() + "'"));
        }
        return notices;
    }
}
