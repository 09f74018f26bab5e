package io.maskexport.benchmarks.compare;

/**
 * How much is measured.
 *
 * @param rounds of each comparison
 * @param few whether a few labels are enough
 * @param images of the whole job
 * @param items small items in one request
 */
record RunScope(int rounds, boolean few, int images, int items) {}
