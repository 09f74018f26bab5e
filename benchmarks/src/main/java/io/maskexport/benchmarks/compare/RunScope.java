package io.maskexport.benchmarks.compare;

/**
 * How much is measured.
 *
 * @param rounds of each race
 * @param few whether some labels are enough
 * @param images of the whole job
 * @param items small ones in one request
 */
record RunScope(int rounds, boolean few, int images, int items) {}
