package io.maskexport.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.annotation.GraphTemplate.Edge;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;

import static io.maskexport.defect.DefectCode.BROKEN_META;
import static io.maskexport.defect.Limit.TEMPLATE_PARTS;

/** Reads the templates of graph classes; entries of an unknown form are ignored. */
final class GraphTemplateReader {
    private final JsonParser json;
    private final Limits limits;
    private long parts;

    GraphTemplateReader(JsonParser json, Limits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** Reads the value at the current token and leaves the parser at its end. */
    GraphTemplate read(String where) throws IOException, DefectException {
        var nodes = new HashMap<String, OptionalInt>();
        var edges = new ArrayList<Edge>();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                var token = json.nextToken();
                if (name.equals("nodes") && token == JsonToken.START_OBJECT) {
                    readNodes(nodes, where);
                } else if (name.equals("edges") && token == JsonToken.START_ARRAY) {
                    readEdges(edges, where);
                }
                json.skipChildren();
            }
        }
        return new GraphTemplate(nodes, edges);
    }

    private void readNodes(Map<String, OptionalInt> nodes, String where) throws IOException, DefectException {
        for (var id = json.nextFieldName(); id != null; id = json.nextFieldName()) {
            take(where);
            json.nextToken();
            nodes.put(id, ClassColours.parse(readTexts().getOrDefault("color", "")));
        }
    }

    private void readEdges(List<Edge> edges, String where) throws IOException, DefectException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            take(where);
            var texts = readTexts();
            edges.add(new Edge(texts.getOrDefault("src", ""), texts.getOrDefault("dst", ""),
                    ClassColours.parse(texts.getOrDefault("color", ""))));
        }
    }

    /** The string fields of one object. */
    private Map<String, String> readTexts() throws IOException {
        var texts = new HashMap<String, String>();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return texts;
        }
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            texts.put(name, ProjectMetaDocument.text(json));
            json.skipChildren();
        }
        return texts;
    }

    private void take(String where) throws DefectException {
        if (++parts > limits.of(TEMPLATE_PARTS)) {
            throw new DefectException(TEMPLATE_PARTS, BROKEN_META,
                    "up to %s, graphs have more than %d nodes and edges".formatted(where, limits.of(TEMPLATE_PARTS)));
        }
    }
}
