package io.maskexport.raster;

import java.util.List;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Points;

import static io.maskexport.defect.Limit.CROP_CROSSINGS;
import static io.maskexport.defect.Limit.CROP_POINTS;
import static io.maskexport.defect.Limit.IMAGE_CROP_CROSSINGS;
import static io.maskexport.defect.Limit.IMAGE_CROP_POINTS;

/**
 * Checks figures before they are cut at the canvas edge: {@code buffer(0)} and overlays take minutes for chains that
 * cross themselves often.
 */
final class CutGuard {
    private final Limits limits;
    private final CrossingCount crossings;
    private long itemPoints;
    private long itemCrossings;

    CutGuard(Limits limits) {
        this.limits = limits;
        crossings = new CrossingCount(limits.intOf(CROP_CROSSINGS));
    }

    /**
     * How often the chains cross themselves or one another.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} if they have more points or crossings than allowed
     */
    int crossings(List<Points> chains, boolean closed) throws DefectException {
        int points = chains.stream().mapToInt(Points::count).sum();
        if (points > limits.of(CROP_POINTS)) {
            throw new DefectException(CROP_POINTS, DefectCode.FIGURE_TOO_COMPLEX, "figure of " + points
                    + " points at the canvas edge, more than " + limits.of(CROP_POINTS));
        }
        require(itemPoints + points, IMAGE_CROP_POINTS, "points");
        itemPoints += points;
        int found = crossings.count(chains, closed);
        if (found > limits.of(CROP_CROSSINGS)) {
            throw new DefectException(CROP_CROSSINGS, DefectCode.FIGURE_TOO_COMPLEX,
                    "figure at the canvas edge crosses itself more than "
                            + limits.of(CROP_CROSSINGS) + " times");
        }
        require(itemCrossings + found, IMAGE_CROP_CROSSINGS, "self-crossings");
        itemCrossings += found;
        return found;
    }

    /** Starts an item. */
    void clear() {
        itemPoints = 0;
        itemCrossings = 0;
    }

    private void require(long count, Limit limit, String what) throws DefectException {
        if (count > limits.of(limit)) {
            throw new DefectException(limit, DefectCode.FIGURE_TOO_COMPLEX,
                    "figures of the item at the canvas edge have more than "
                            + limits.of(limit) + " " + what);
        }
    }
}
