package io.maskexport.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.maskexport.annotation.GraphTemplate.Edge;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.BROKEN_META;
import static io.maskexport.defect.DefectCode.DUPLICATE_CLASS;
import static io.maskexport.defect.DefectCode.TOO_MANY_CLASSES;
import static io.maskexport.defect.DefectCode.WRONG_PROJECT_TYPE;
import static io.maskexport.defect.Limit.JSON_TOKENS;

/**
 * Reads {@code meta.json}. A class's index is its position plus one; a shape that is not known is {@link Shape#ANY}, as
 * in the reference.
 */
public final class ProjectMetaReader {
    private static final String IMAGES = "images";
    private static final int MAX_CLASSES = 65_535;
    private static final int MAX_BYTES = 64 << 20;
    private static final long MAX_TOKENS = 4_000_000;

    private ProjectMetaReader() {}

    /**
     * Reads the classes, their colours and templates, and the names of the tags.
     *
     * @throws DefectException {@code BROKEN_META}, {@code WRONG_PROJECT_TYPE}, {@code DUPLICATE_CLASS} or
     *     {@code TOO_MANY_CLASSES}
     */
    public static ProjectMeta read(byte[] json, Limits limits) throws DefectException {
        var root = tree(json, limits);
        checkType(root.path("projectType"));
        var classes = root.path("classes");
        if (!classes.isArray()) {
            throw new DefectException(BROKEN_META, "'classes' is not an array");
        }
        if (classes.size() > MAX_CLASSES) {
            throw new DefectException(TOO_MANY_CLASSES, classes.size() + " classes; at most " + MAX_CLASSES);
        }
        var titles = titles(classes);
        var colours = ClassColours.of(titles, texts(classes, "color"));
        var read = new ArrayList<ObjectClass>();
        for (int i = 0; i < titles.size(); i++) {
            var shape = Shape.named(classes.get(i).path("shape").asText());
            var graph = shape == Shape.GRAPH ? template(classes.get(i).path("geometry_config")) : GraphTemplate.NONE;
            read.add(new ObjectClass(titles.get(i), shape, colours.rgb(i), i + 1, graph));
        }
        var notices = new ArrayList<Defect>(colours.notices());
        notices.addAll(ClassCount.notices(titles));
        return new ProjectMeta(read, tags(root.path("tags")), notices);
    }

    /** Old projects of images do not say their type. */
    private static void checkType(JsonNode type) throws DefectException {
        boolean absent = type.isMissingNode() || type.isNull();
        if (!absent && !type.asText().equals(IMAGES)) {
            throw new DefectException(WRONG_PROJECT_TYPE,
                    "projectType is " + type + "; projects of images alone have masks");
        }
    }

    private static JsonNode tree(byte[] json, Limits limits) throws DefectException {
        if (json.length > MAX_BYTES) {
            throw new DefectException(BROKEN_META, json.length + " bytes; at most " + MAX_BYTES);
        }
        var mapper = JsonMapper.builder(StrictJson.factory(limits, Math.min(limits.of(JSON_TOKENS), MAX_TOKENS)))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        try {
            return mapper.readTree(json);
        } catch (JacksonException e) {
            throw new DefectException(BROKEN_META, e.getOriginalMessage());
        } catch (IOException e) {
            throw new DefectException(BROKEN_META, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> titles(JsonNode classes) throws DefectException {
        var titles = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var node : classes) {
            var title = node.path("title");
            if (!title.isTextual()) {
                throw new DefectException(BROKEN_META, "class " + (titles.size() + 1) + " has no title");
            }
            if (!seen.add(title.textValue())) {
                throw new DefectException(DUPLICATE_CLASS, "two classes are called '" + title.textValue() + "'");
            }
            titles.add(title.textValue());
        }
        return titles;
    }

    private static List<String> texts(JsonNode array, String field) {
        var texts = new ArrayList<String>();
        array.forEach(node -> texts.add(node.path(field).asText()));
        return texts;
    }

    private static Set<String> tags(JsonNode tags) {
        var names = new HashSet<>(texts(tags, "name"));
        names.remove("");
        return names;
    }

    private static GraphTemplate template(JsonNode config) {
        Map<String, OptionalInt> nodes = new HashMap<>();
        config.path("nodes").properties().forEach(node -> nodes.put(node.getKey(), colour(node.getValue())));
        var edges = new ArrayList<Edge>();
        for (var edge : config.path("edges").isArray() ? config.path("edges") : MissingNode.getInstance()) {
            edges.add(new Edge(edge.path("src").asText(), edge.path("dst").asText(), colour(edge)));
        }
        return new GraphTemplate(nodes, edges);
    }

    private static OptionalInt colour(JsonNode node) {
        return ClassColours.parse(node.path("color").asText());
    }
}
