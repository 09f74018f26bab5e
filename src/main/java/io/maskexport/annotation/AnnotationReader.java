package io.maskexport.annotation;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BROKEN_ANNOTATION;
import static io.maskexport.defect.Limit.ANNOTATION_BYTES;
import static io.maskexport.defect.Limit.JSON_TOKENS;

/**
 * Reads the annotation of one item, {@code ann/<item>.json}, in one pass and without a tree. A label that cannot be read
 * becomes a {@link io.maskexport.defect.Defect defect}, and the others go on. Safe for many threads.
 *
 * @see <a href="https://docs.supervisely.com/data-organization/00_ann_format_navi">Supervisely annotation format</a>
 */
public final class AnnotationReader {
    private final Map<String, ObjectClass> classes;
    private final ProjectMeta meta;
    private final Limits limits;
    private final JsonFactory factory;

    public AnnotationReader(ProjectMeta meta, Limits limits) {
        this.meta = meta;
        this.limits = limits;
        classes = meta.byTitle();
        factory = StrictJson.factory(limits, limits.of(JSON_TOKENS));
    }

    /**
     * Reads an annotation.
     *
     * @throws DefectException {@code BROKEN_ANNOTATION}, {@code ANNOTATION_TOO_LARGE} or {@code BAD_CANVAS_SIZE}
     */
    public Annotation read(byte[] json) throws DefectException {
        if (json.length > limits.of(ANNOTATION_BYTES)) {
            throw new DefectException(ANNOTATION_TOO_LARGE, json.length + " bytes");
        }
        var budget = new FigureBudget(limits);
        try (var parser = factory.createParser(json); var bitmaps = new BitmapDecoder(limits, budget)) {
            return new AnnotationDocument(parser, classes, new TagNames(meta.tags()), limits, budget, bitmaps).read();
        } catch (StreamConstraintsException e) {
            throw new DefectException(ANNOTATION_TOO_LARGE, e.getOriginalMessage());
        } catch (JacksonException e) {
            throw new DefectException(BROKEN_ANNOTATION, e.getOriginalMessage());
        } catch (IOException e) {
            throw new DefectException(BROKEN_ANNOTATION, String.valueOf(e.getMessage()));
        }
    }
}
