package io.maskexport.annotation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.maskexport.bitmap.LabelBudget;
import io.maskexport.defect.DefectException;
import io.maskexport.geometry.Points;

import static io.maskexport.defect.DefectCode.BAD_COORDINATE;
import static io.maskexport.defect.DefectCode.BROKEN_GEOMETRY;

/**
 * Reads {@code [[x, y], …]} into one growing int array; floors each coordinate. After a defect, the parser is somewhere
 * inside the value.
 */
final class PointReader {
    private static final int MAX_COORDINATE = 10_000_000;

    private final JsonParser json;
    private final LabelBudget budget;
    private int[] xy = new int[256];
    private int count;

    PointReader(JsonParser json, LabelBudget budget) {
        this.json = json;
        this.budget = budget;
    }

    /** Reads the array of points that begins at the current token. */
    Points chain() throws IOException, DefectException {
        expect(JsonToken.START_ARRAY, "points");
        count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            addPoint();
        }
        return new Points(Arrays.copyOf(xy, count));
    }

    /** Reads one {@code [x, y]}. */
    Points point() throws IOException, DefectException {
        count = 0;
        addPoint();
        return new Points(Arrays.copyOf(xy, count));
    }

    /** Reads an array of chains. */
    List<Points> chains() throws IOException, DefectException {
        expect(JsonToken.START_ARRAY, "rings");
        var chains = new ArrayList<Points>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            budget.takeObject();
            chains.add(chain());
        }
        return chains;
    }

    private void addPoint() throws IOException, DefectException {
        expect(JsonToken.START_ARRAY, "[x, y]");
        budget.takePoints(1);
        if (count + 2 > xy.length) {
            xy = Arrays.copyOf(xy, 2 * xy.length);
        }
        json.nextToken();
        xy[count++] = coordinate();
        json.nextToken();
        xy[count++] = coordinate();
        json.nextToken();
        expect(JsonToken.END_ARRAY, "two coordinates");
    }

    private int coordinate() throws IOException, DefectException {
        double floor = json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == NumberType.INT
                ? json.getIntValue()
                : Math.floor(number());
        if (!(Math.abs(floor) <= MAX_COORDINATE)) {
            throw new DefectException(BAD_COORDINATE, "a coordinate that is not finite, or beyond ±" + MAX_COORDINATE);
        }
        return (int) floor;
    }

    /** The current token as a number, possibly infinite or NaN. */
    double number() throws IOException, DefectException {
        if (!json.currentToken().isNumeric()) {
            throw new DefectException(BROKEN_GEOMETRY,
                    "expected a number, found " + StrictJson.named(json.currentToken()));
        }
        return json.getDoubleValue();
    }

    private void expect(JsonToken token, String what) throws DefectException {
        if (json.currentToken() != token) {
            throw new DefectException(BROKEN_GEOMETRY,
                    "expected %s, found %s".formatted(what, StrictJson.named(json.currentToken())));
        }
    }
}
