package io.maskexport.benchmarks.measure;

/**
 * Two ways to the same result, measured in turn, so that a slow minute of the machine affects both.
 *
 * @param reference CPU seconds of the reference, median of the rounds
 * @param ours CPU seconds of ours, median of the rounds
 * @param ratio median of the rounds' ratios
 */
public record PairedRun(double reference, double ours, double ratio) {
    private static final double WARM_UP = 4;
    private static final double ROUND = 1;

    /** Runs both; their first calls do not count. */
    public static PairedRun run(int rounds, MeasuredSide reference, MeasuredWork work) throws Exception {
        var ours = MeasuredSide.here(work);
        reference.cpuSeconds(ROUND);
        ours.cpuSeconds(WARM_UP);
        var references = new double[rounds];
        var own = new double[rounds];
        var ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            references[i] = reference.cpuSeconds(ROUND);
            own[i] = ours.cpuSeconds(ROUND);
            ratios[i] = references[i] / own[i];
        }
        return new PairedRun(Median.of(references), Median.of(own), Median.of(ratios));
    }

    /** Converts to the cost of a part of the work, such as one of several objects' masks. */
    public PairedRun dividedBy(int referenceParts, int ourParts) {
        return new PairedRun(reference / referenceParts, ours / ourParts, ratio * ourParts / referenceParts);
    }
}
