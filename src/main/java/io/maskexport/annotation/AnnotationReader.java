package io.maskexport.annotation;

import java.io.IOException;
import java.util.function.LongConsumer;

import com.fasterxml.jackson.core.JsonFactory;
import io.maskexport.bitmap.BitmapDecoder;
import io.maskexport.bitmap.LabelBudget;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.ANNOTATION_TOO_LARGE;
import static io.maskexport.defect.DefectCode.BROKEN_ANNOTATION;
import static io.maskexport.defect.Limit.ANNOTATION_BYTES;

/**
 * Reads the annotation of one item, {@code ann/<item>.json}, in one pass and without a tree. An unreadable label
 * becomes a {@link io.maskexport.defect.Defect defect}, and reading continues; fields that masks do not depend on may
 * hold anything. Thread-safe.
 *
 * @see <a href="https://docs.supervisely.com/data-organization/00_ann_format_navi">Supervisely annotation format</a>
 */
public final class AnnotationReader {
    private final ClassTitles classes;
    private final ProjectMeta meta;
    private final Limits limits;
    private final JsonFields fields;
    private final JsonFactory factory;
    private final LabelChoice choice;

    /** Reads all labels. */
    public AnnotationReader(ProjectMeta meta, Limits limits) {
        this(meta, limits, LabelChoice.ALL);
    }

    public AnnotationReader(ProjectMeta meta, Limits limits, LabelChoice choice) {
        this.meta = meta;
        this.limits = limits;
        this.choice = choice;
        classes = new ClassTitles(meta.classes());
        fields = AnnotationFields.annotation(limits, choice.asksTags());
        factory = StrictJson.factory(limits);
    }

    /** Which labels are read. */
    public LabelChoice choice() {
        return choice;
    }

    /**
     * Reads an annotation.
     *
     * @throws DefectException {@code BROKEN_ANNOTATION}, {@code ANNOTATION_TOO_LARGE} or {@code BAD_CANVAS_SIZE}
     */
    public Annotation read(byte[] json) throws DefectException {
        return read(json, _ -> {});
    }

    /**
     * Reads an annotation.
     *
     * @param memory receives the number of bytes that the labels may need, before they are kept; not called for small
     * amounts
     * @throws DefectException {@code BROKEN_ANNOTATION}, {@code ANNOTATION_TOO_LARGE} or {@code BAD_CANVAS_SIZE}
     */
    public Annotation read(byte[] json, LongConsumer memory) throws DefectException {
        if (json.length > limits.of(ANNOTATION_BYTES)) {
            throw new DefectException(ANNOTATION_BYTES, ANNOTATION_TOO_LARGE,
                    "%d bytes, more than %d".formatted(json.length, limits.of(ANNOTATION_BYTES)));
        }
        var budget = new LabelBudget(limits, memory);
        var place = new AnnotationPlace();
        try (var parser = factory.createParser(new JsonSieve(json, fields, limits));
                var bitmaps = new BitmapDecoder(limits, budget)) {
            var geometries = new GeometryReader(bitmaps, new MultichannelBitmaps(limits, budget));
            var tags = new TagNames(meta.tags());
            return new AnnotationDocument(parser, classes, choice, tags, limits,
                    new LabelReader(parser, budget, tags, choice.labelTags()),
                    geometries, place).read();
        } catch (IOException e) {
            throw StrictJson.defect(e, BROKEN_ANNOTATION, ANNOTATION_TOO_LARGE, limits, place.toString());
        }
    }
}
