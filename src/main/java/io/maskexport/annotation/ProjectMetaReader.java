package io.maskexport.annotation;

import java.io.IOException;
import java.util.ArrayList;

import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.BROKEN_META;
import static io.maskexport.defect.Limit.META_BYTES;

/**
 * Reads {@code meta.json}. A class's index is its position plus one; an unknown shape becomes {@link Shape#ANY}, as in
 * the reference. Fields that affect neither masks nor notices may hold anything.
 */
public final class ProjectMetaReader {
    private ProjectMetaReader() {}

    /**
     * Reads the classes with their colours and templates, and the tag names.
     *
     * @throws DefectException {@code BROKEN_META}, {@code WRONG_PROJECT_TYPE}, {@code DUPLICATE_CLASS} or
     * {@code TOO_MANY_CLASSES}
     */
    public static ProjectMeta read(byte[] json, Limits limits) throws DefectException {
        if (json.length > limits.of(META_BYTES)) {
            throw new DefectException(META_BYTES, BROKEN_META,
                    "%d bytes, more than %d".formatted(json.length, limits.of(META_BYTES)));
        }
        var place = new AnnotationPlace();
        try (var parser = StrictJson.factory(limits)
                .createParser(new JsonSieve(json, AnnotationFields.meta(limits), limits))) {
            return project(new ProjectMetaDocument(parser, limits, place).read());
        } catch (IOException e) {
            throw StrictJson.defect(e, BROKEN_META, BROKEN_META, limits, place.toString());
        }
    }

    private static ProjectMeta project(ProjectMetaDocument.Content content) {
        var titles = content.classes().stream().map(ProjectMetaDocument.WrittenClass::title).toList();
        var colours = ClassColours.of(titles,
                content.classes().stream().map(ProjectMetaDocument.WrittenClass::colour).toList());
        var classes = new ArrayList<ObjectClass>();
        for (var written : content.classes()) {
            int position = classes.size();
            var graph = written.shape() == Shape.GRAPH ? written.graph() : GraphTemplate.NONE;
            classes.add(new ObjectClass(written.title(), written.shape(), colours.rgb(position), position + 1, graph));
        }
        var notices = new ArrayList<Defect>(colours.notices());
        notices.addAll(ClassCount.notices(titles));
        return new ProjectMeta(classes, content.tags(), notices);
    }
}
