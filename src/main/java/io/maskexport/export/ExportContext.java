package io.maskexport.export;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.annotation.AnnotationReader;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.archive.UniqueNames;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.render.DrawOrder;
import io.maskexport.render.MaskValues;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.LabelSelection;
import io.maskexport.select.Selection;

/**
 * The context that all items of one export share. Thread-safe.
 *
 * @param values what the pixels of machine and palette masks mean
 * @param classFiles file names of instance and class masks by class title, without extension
 * @param selection what of the project is exported
 */
public record ExportContext(ProjectMeta meta, RenderOptions options, Limits limits, AnnotationReader annotations,
        MaskValues values, UniqueNames classFiles, Selection selection) {
    /**
     * The context of an export of the whole project.
     *
     * @throws DefectException if the classes do not fit the options, see {@link MaskValues#of}
     */
    public static ExportContext of(ProjectMeta meta, RenderOptions options, Limits limits) throws DefectException {
        return of(meta, options, limits, new AnnotationReader(meta, limits), Selection.ALL);
    }

    /** @throws DefectException {@code CLASS_NOT_FOUND}, or if the classes do not fit the options */
    public static ExportContext of(ProjectMeta meta, RenderOptions options, Selection selection, Limits limits)
            throws DefectException {
        checkOrder(options.order(), meta);
        var labels = LabelSelection.of(selection, meta);
        return of(meta, options, limits, new AnnotationReader(meta, limits, labels), selection);
    }

    /** An order by class names only classes of the project. */
    private static void checkOrder(DrawOrder order, ProjectMeta meta) throws DefectException {
        if (order instanceof DrawOrder.ByClass(var titles)) {
            var known = meta.classes().stream().map(one -> composed(one.title())).collect(Collectors.toSet());
            for (var title : titles) {
                if (!known.contains(composed(title))) {
                    throw new DefectException(DefectCode.CLASS_NOT_FOUND,
                            "'" + title + "' (options.drawOrder) is not in meta.json");
                }
            }
        }
    }

    private static String composed(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFC);
    }

    private static ExportContext of(ProjectMeta meta, RenderOptions options, Limits limits, AnnotationReader reader,
            Selection selection) throws DefectException {
        var titles = meta.classes().stream().map(ObjectClass::title).toList();
        return new ExportContext(meta, options, limits, reader, MaskValues.of(meta, options),
                switch (options.compat()) {
                    case STRICT -> UniqueNames.of(titles);
                    case REFERENCE -> UniqueNames.mindingCase(titles);
                }, selection);
    }

    /**
     * Warnings about {@code meta.json}: its own notices, those of the selection, then classes whose file names differ from
     * their titles.
     */
    public List<Warning> warnings() {
        var notices = Stream.concat(values.notices(meta).stream(), LabelSelection.unused(selection, meta).stream())
                .map(defect -> new Warning(RootFiles.META, defect));
        return Stream.concat(notices, meta.classes().stream().map(ObjectClass::title)
                .filter(title -> !fileOf(title).equals(title))
                .map(title -> new Warning(RootFiles.META, DefectCode.NAME_CHANGED,
                        "masks of class '" + title + "' are called '" + fileOf(title) + "'")))
                .toList();
    }

    /** The file name of instance and class masks of a class, without extension. */
    String fileOf(ObjectClass objectClass) {
        return fileOf(objectClass.title());
    }

    private String fileOf(String title) {
        return classFiles.of(title);
    }
}
