package io.maskexport.export;

import java.util.List;
import java.util.stream.Stream;

import io.maskexport.annotation.AnnotationReader;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.archive.UniqueNames;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import io.maskexport.defect.Warning;
import io.maskexport.render.RenderOptions;

/**
 * The context that all items of one export share. Thread-safe.
 *
 * @param classFiles file names of instance masks by class title, without extension
 */
public record ExportContext(ProjectMeta meta, RenderOptions options, Limits limits, AnnotationReader annotations,
        UniqueNames classFiles) {

    public static ExportContext of(ProjectMeta meta, RenderOptions options, Limits limits) {
        var titles = meta.classes().stream().map(ObjectClass::title).toList();
        return new ExportContext(meta, options, limits, new AnnotationReader(meta, limits), switch (options.compat()) {
            case STRICT -> UniqueNames.of(titles);
            case REFERENCE -> UniqueNames.mindingCase(titles);
        });
    }

    /** Warnings about {@code meta.json}: its own notices, then classes whose file names differ from their titles. */
    public List<Warning> warnings() {
        var notices = meta.defects().stream().map(defect -> new Warning(RootFiles.META, defect));
        return Stream.concat(notices, meta.classes().stream().map(ObjectClass::title)
                .filter(title -> !fileOf(title).equals(title))
                .map(title -> new Warning(RootFiles.META, DefectCode.NAME_CHANGED,
                        "masks of class '" + title + "' are called '" + fileOf(title) + "'")))
                .toList();
    }

    /** The file name of instance masks of a class, without extension. */
    String fileOf(ObjectClass objectClass) {
        return fileOf(objectClass.title());
    }

    private String fileOf(String title) {
        return classFiles.of(title);
    }
}
