package io.maskexport.raster;

import java.util.List;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Points;

/**
 * Admits figures to a cut at the canvas edge: {@code buffer(0)} and overlays take minutes for chains that cross
 * themselves often.
 */
final class CutGuard {
    private final Limits limits;
    private final CrossingCount crossings;

    CutGuard(Limits limits) {
        this.limits = limits;
        crossings = new CrossingCount(limits.cropCrossings());
    }

    /**
     * How often the chains cross themselves or one another.
     *
     * @throws DefectException {@code FIGURE_TOO_COMPLEX} where they have more points or crossings than allowed
     */
    int crossings(List<Points> chains, boolean closed) throws DefectException {
        int points = chains.stream().mapToInt(Points::count).sum();
        if (points > limits.cropPoints()) {
            throw new DefectException(DefectCode.FIGURE_TOO_COMPLEX, "figure of " + points
                    + " points at the canvas edge, more than " + limits.cropPoints());
        }
        int found = crossings.count(chains, closed);
        if (found > limits.cropCrossings()) {
            throw new DefectException(DefectCode.FIGURE_TOO_COMPLEX,
                    "figure at the canvas edge crosses itself more than "
                            + limits.cropCrossings() + " times");
        }
        return found;
    }
}
