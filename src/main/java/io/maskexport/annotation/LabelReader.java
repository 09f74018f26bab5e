package io.maskexport.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.annotation.LabelField.Rings;
import io.maskexport.bitmap.LabelBudget;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode.Scope;
import io.maskexport.defect.DefectException;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Points;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;

/** Reads the fields of one label in any order and leaves the parser at the label's end. */
final class LabelReader {
    private static final Set<String> TEXTS = Set.of("id", "classTitle", "geometryType", "shape");

    /** A node takes the memory of this many points. */
    private static final int POINTS_OF_A_NODE = 8;

    private final JsonParser json;
    private final PointReader points;
    private final LabelBudget budget;
    private final TagNames tags;
    private final TagRule rule;

    LabelReader(JsonParser json, LabelBudget budget, TagNames tags, TagRule rule) {
        this.rule = rule;
        this.json = json;
        this.budget = budget;
        this.tags = tags;
        this.points = new PointReader(json, budget);
    }

    /** Reads the object that begins at the current token. */
    LabelFields read() throws IOException, DefectException {
        budget.nextLabel();
        var fields = new LabelFields(rule);
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var token = json.nextToken();
            if (name.equals("tags")) {
                tags.read(json, fields.tags()::add);
            } else if (TEXTS.contains(name)) {
                if (token == JsonToken.VALUE_STRING || (name.equals("id") && token == JsonToken.VALUE_NUMBER_INT)) {
                    fields.put(name, json.getText());
                }
                json.skipChildren();
            } else {
                captureInto(fields, name);
            }
        }
        return fields;
    }

    /** Subtracts the label that was read last, which is not kept. */
    void forget() {
        budget.forgetLabel();
    }

    private void captureInto(LabelFields fields, String name) throws IOException, DefectException {
        int outside = StrictJson.depth(json) - (json.currentToken().isStructStart() ? 1 : 0);
        try {
            var value = capture(name);
            if (value != null) {
                fields.put(name, value);
            }
        } catch (DefectException e) {
            if (e.code().scope() != Scope.LABEL) {
                throw e;
            }
            StrictJson.leaveTo(outside, json);
            fields.put(name, new LabelField.Broken(
                    new Defect(e.code(), "'%s': %s".formatted(name, e.defect().detail()), e.defect().limit())));
        }
    }

    private @Nullable LabelField capture(String name) throws IOException, DefectException {
        return switch (name) {
            case "points" ->
                json.currentToken() == JsonToken.START_ARRAY ? new LabelField.Chain(points.chain()) : rings();
            case "parts" -> new LabelField.Parts(parts());
            case "nodes", "vertices" -> new LabelField.Nodes(nodes());
            case "faces" -> new LabelField.Faces(faces());
            case "angle" -> new LabelField.Angle(points.number());
            case "bitmap", "multichannelBitmap" -> image();
            default -> {
                json.skipChildren();
                yield null;
            }
        };
    }

    private Rings rings() throws IOException, DefectException {
        expect(JsonToken.START_OBJECT);
        Points exterior = null;
        List<Points> interior = null;
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "exterior" -> exterior = points.chain();
                case "interior" -> interior = points.chains();
                default -> json.skipChildren();
            }
        }
        return new Rings(exterior, interior);
    }

    private List<Rings> parts() throws IOException, DefectException {
        expect(JsonToken.START_ARRAY);
        var parts = new ArrayList<Rings>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            budget.takeObject();
            parts.add(rings());
        }
        return parts;
    }

    private List<Node> nodes() throws IOException, DefectException {
        expect(JsonToken.START_OBJECT);
        var nodes = new LinkedHashMap<String, Node>();
        for (var id = json.nextFieldName(); id != null; id = json.nextFieldName()) {
            json.nextToken();
            budget.takePoints(POINTS_OF_A_NODE);
            budget.takeBytes(id.length());
            if (nodes.put(id, node(id)) != null) {
                throw new DefectException(BROKEN_GEOMETRY, "duplicate '%s'".formatted(id));
            }
        }
        return List.copyOf(nodes.values());
    }

    private Node node(String id) throws IOException, DefectException {
        expect(JsonToken.START_OBJECT);
        Points at = null;
        boolean disabled = false;
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "loc" -> at = points.point();
                case "disabled" -> disabled = json.currentToken() == JsonToken.VALUE_TRUE;
                default -> {
                }
            }
            json.skipChildren();
        }
        if (at == null) {
            throw new DefectException(BROKEN_GEOMETRY, "node '" + id + "' has no 'loc'");
        }
        return new Node(id, at.x(0), at.y(0), disabled);
    }

    private List<int[]> faces() throws IOException, DefectException {
        expect(JsonToken.START_ARRAY);
        var faces = new ArrayList<int[]>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            budget.takeObject();
            faces.add(face());
        }
        return faces;
    }

    private int[] face() throws IOException, DefectException {
        expect(JsonToken.START_ARRAY);
        var corners = new int[4];
        for (int i = 0; i < corners.length; i++) {
            if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new DefectException(BROKEN_GEOMETRY, "a face needs four indices of points");
            }
            corners[i] = (int) Math.clamp(json.getDoubleValue(), -1, Integer.MAX_VALUE);
        }
        json.nextToken();
        expect(JsonToken.END_ARRAY);
        return corners;
    }

    private LabelField image() throws IOException, DefectException {
        expect(JsonToken.START_OBJECT);
        Points origin = null;
        String data = null;
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "origin" -> origin = points.point();
                case "data" -> {
                    expect(JsonToken.VALUE_STRING);
                    data = json.getText();
                }
                default -> json.skipChildren();
            }
        }
        if (origin == null || data == null) {
            throw new DefectException(BROKEN_GEOMETRY, "a bitmap needs 'origin' and 'data'");
        }
        return new LabelField.Image(origin, data);
    }

    private void expect(JsonToken token) throws DefectException {
        if (json.currentToken() != token) {
            throw new DefectException(BROKEN_GEOMETRY, "expected %s, found %s"
                    .formatted(StrictJson.named(token), StrictJson.named(json.currentToken())));
        }
    }
}
