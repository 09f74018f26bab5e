package io.maskexport.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.BROKEN_META;
import static io.maskexport.defect.DefectCode.DUPLICATE_CLASS;
import static io.maskexport.defect.DefectCode.TOO_MANY_CLASSES;
import static io.maskexport.defect.DefectCode.WRONG_PROJECT_TYPE;
import static io.maskexport.defect.Limit.META_TAGS;
import static io.maskexport.defect.Limit.NAME_LENGTH;

/**
 * One pass over {@code meta.json}. Tags are declared in one list, or in old projects in one list for images and one for
 * objects.
 */
final class ProjectMetaDocument {
    private static final String IMAGES = "images";
    private static final int CLASS_LIMIT = 65_535;

    private final JsonParser json;
    private final Limits limits;
    private final AnnotationPlace place;
    private final GraphTemplateReader templates;
    private final List<WrittenClass> classes = new ArrayList<>();
    private final Set<String> titles = new HashSet<>();
    private final Set<String> tags = new HashSet<>();
    private boolean listed;

    /** What was read. */
    record Content(List<WrittenClass> classes, Set<String> tags) {}

    /** A class as written; {@code colour} may be any text. */
    record WrittenClass(String title, Shape shape, String colour, GraphTemplate graph) {}

    ProjectMetaDocument(JsonParser json, Limits limits, AnnotationPlace place) {
        this.json = json;
        this.limits = limits;
        this.place = place;
        templates = new GraphTemplateReader(json, limits);
    }

    Content read() throws IOException, DefectException {
        json.nextToken();
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            place.enterField(name);
            json.nextToken();
            switch (name) {
                case "projectType" -> checkType();
                case "classes" -> readClasses();
                case "tags", "tags_images", "tags_objects" -> TagNames.forEach(json, (tag, _) -> declare(tag));
                default -> json.skipChildren();
            }
        }
        json.nextToken();
        if (!listed) {
            throw new DefectException(BROKEN_META, "'classes' is missing");
        }
        return new Content(classes, tags);
    }

    /** Old image projects do not state their type. */
    private void checkType() throws IOException, DefectException {
        var token = json.currentToken();
        if (token != JsonToken.VALUE_NULL && !(token == JsonToken.VALUE_STRING && json.getText().equals(IMAGES))) {
            throw new DefectException(WRONG_PROJECT_TYPE, "projectType is %s; only image projects have masks"
                    .formatted(token == JsonToken.VALUE_STRING
                            ? '"' + json.getText() + '"'
                            : token.isScalarValue() ? json.getText() : StrictJson.named(token)));
        }
    }

    private void readClasses() throws IOException, DefectException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new DefectException(BROKEN_META, "'classes' is not an array");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (classes.size() == CLASS_LIMIT) {
                throw new DefectException(TOO_MANY_CLASSES, "more than " + CLASS_LIMIT + " classes");
            }
            classes.add(readClass());
        }
        listed = true;
    }

    private WrittenClass readClass() throws IOException, DefectException {
        var where = "class " + (classes.size() + 1);
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new DefectException(BROKEN_META, where + " is not an object");
        }
        String title = null;
        var shape = Shape.ANY;
        var colour = "";
        var graph = GraphTemplate.NONE;
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "title" -> title = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
                case "shape" -> shape = Shape.named(text(json));
                case "color" -> colour = text(json);
                case "geometry_config" -> graph = templates.read(where);
                default -> {
                }
            }
            json.skipChildren();
        }
        if (title == null) {
            throw new DefectException(BROKEN_META, where + " has no title");
        }
        checkTitle(title, where);
        return new WrittenClass(title, shape, colour, graph);
    }

    private void checkTitle(String title, String where) throws DefectException {
        if (title.length() > limits.of(NAME_LENGTH)) {
            throw new DefectException(NAME_LENGTH, BROKEN_META, "%s has a title of more than %d characters: %s…"
                    .formatted(where, limits.of(NAME_LENGTH), title.substring(0, Math.min(title.length(), 60))));
        }
        if (!titles.add(title)) {
            throw new DefectException(DUPLICATE_CLASS, "two classes are called '" + title + "'");
        }
    }

    /** Tags beyond the limit are not remembered; no real project has so many. */
    private void declare(String tag) {
        if (tags.size() < limits.of(META_TAGS)) {
            tags.add(tag);
            tags.add(ClassTitles.composed(tag));
        }
    }

    /** The text at the current token; empty for any other value. */
    static String text(JsonParser json) throws IOException {
        return json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL ? json.getText() : "";
    }
}
