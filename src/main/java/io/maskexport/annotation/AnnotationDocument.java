package io.maskexport.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode.Scope;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.BAD_CANVAS_SIZE;
import static io.maskexport.defect.DefectCode.BROKEN_ANNOTATION;
import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;
import static io.maskexport.defect.DefectCode.UNKNOWN_GEOMETRY;
import static io.maskexport.defect.Limit.IMAGE_PIXELS;
import static io.maskexport.defect.Limit.IMAGE_SIDE;

/** One pass over one annotation: {@code size}, {@code tags} and {@code objects}, in any order. */
final class AnnotationDocument {
    private final JsonParser json;
    private final ClassTitles classes;
    private final LabelChoice choice;
    private final TagRule.TagVote imageTags;
    private final List<TagRule.TagVote> sets;
    private final TagNames tags;
    private final Limits limits;
    private final LabelReader labelReader;
    private final GeometryReader geometries;
    private final AnnotationPlace place;
    private final List<Label> labels = new ArrayList<>();
    private final DefectList defects = new DefectList();
    private boolean sized;
    private boolean listed;
    /** Whether there is a label that is not passed over. */
    private boolean annotated;
    private int width;
    private int height;

    AnnotationDocument(JsonParser json, ClassTitles classes, LabelChoice choice, TagNames tags,
            Limits limits, LabelReader labelReader, GeometryReader geometries, AnnotationPlace place) {
        this.json = json;
        this.classes = classes;
        this.choice = choice;
        imageTags = choice.imageTags().vote();
        sets = choice.sets().stream().map(TagRule::vote).toList();
        this.tags = tags;
        this.limits = limits;
        this.labelReader = labelReader;
        this.geometries = geometries;
        this.place = place;
    }

    Annotation read() throws IOException, DefectException {
        json.nextToken();
        expect(JsonToken.START_OBJECT, "a JSON object");
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            place.enterField(name);
            json.nextToken();
            switch (name) {
                case "size" -> readSize();
                case "tags" -> tags.read(json, this::addTag);
                case "objects" -> readObjects();
                default -> json.skipChildren();
            }
        }
        json.nextToken();
        return finished();
    }

    private void addTag(String name, @Nullable String value) {
        imageTags.add(name, value);
        sets.forEach(set -> set.add(name, value));
    }

    private Annotation finished() throws DefectException {
        if (!imageTags.takes() || (choice.annotatedOnly() && listed && !annotated)) {
            return Annotation.LEFT_OUT;
        }
        if (!sized || !listed) {
            throw new DefectException(BROKEN_ANNOTATION, sized ? "'objects' is missing" : "'size' is missing");
        }
        if (width <= 0 || height <= 0 || width > limits.of(IMAGE_SIDE) || height > limits.of(IMAGE_SIDE)
                || (long) width * height > limits.of(IMAGE_PIXELS)) {
            throw new DefectException(BAD_CANVAS_SIZE, "'size' is %d x %d pixels".formatted(width, height));
        }
        tags.notices().forEach(defects::add);
        return new Annotation(width, height, labels, defects.toList(), true,
                IntStream.range(0, sets.size()).filter(i -> sets.get(i).takes()).boxed().toList());
    }

    private void readSize() throws IOException, DefectException {
        expect(JsonToken.START_OBJECT, "'size' as an object");
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "width" -> width = side(name);
                case "height" -> height = side(name);
                default -> json.skipChildren();
            }
        }
        sized = true;
    }

    private int side(String name) throws IOException, DefectException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new DefectException(BAD_CANVAS_SIZE, "'size.%s' is not a whole number".formatted(name));
        }
        return (int) Math.clamp(json.getDoubleValue(), -1, Integer.MAX_VALUE);
    }

    private void readObjects() throws IOException, DefectException {
        expect(JsonToken.START_ARRAY, "'objects' as an array");
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            readLabel(i);
        }
        listed = true;
    }

    private void readLabel(int position) throws IOException, DefectException {
        place.enterLabel(position);
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            annotated = true;
            defects.add(new Defect(BROKEN_GEOMETRY, "label " + position + ": not an object"));
            return;
        }
        var fields = labelReader.read();
        if (!fields.isTagged()) {
            labelReader.forget();
            return;
        }
        try {
            var objectClass = classOf(fields);
            if (!choice.classes().test(objectClass)) {
                labelReader.forget();
                return;
            }
            annotated = true;
            var geometry = geometries.read(objectClass, fields);
            labels.add(new Label(objectClass, geometry, fields.text("id")));
            if (geometry instanceof Geometry.Unknown(String type)) {
                defects.add(fields.located(new Defect(UNKNOWN_GEOMETRY,
                        "nothing is drawn for '%s', an unknown geometry".formatted(type)), position));
            }
        } catch (DefectException e) {
            if (e.code().scope() != Scope.LABEL) {
                throw e;
            }
            annotated = true;
            labelReader.forget();
            defects.add(fields.located(e.defect(), position));
        }
    }

    private ObjectClass classOf(LabelFields fields) throws DefectException {
        return classes.find(fields.text("classTitle")
                .orElseThrow(() -> new DefectException(BROKEN_GEOMETRY, "'classTitle' is missing or not a string")));
    }

    private void expect(JsonToken token, String what) throws DefectException {
        if (json.currentToken() != token) {
            throw new DefectException(BROKEN_ANNOTATION,
                    "expected %s, found %s".formatted(what, StrictJson.named(json.currentToken())));
        }
    }
}
