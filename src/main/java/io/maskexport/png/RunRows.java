package io.maskexport.png;

/** Receives the rows of a picture as runs, from top to bottom. */
public interface RunRows {
    /** Adds {@code n} rows of zeros. */
    void blankRows(int n);

    /**
     * Adds one row.
     *
     * @param values of the runs: grey, an index, or {@code 0xRRGGBB}
     * @param ends column after the last of each run, ascending; the last is the width
     */
    void row(int[] values, int[] ends, int count);

    /** Adds the previous row {@code n} times; before the first row, that is a row of zeros. */
    void repeatRow(int n);
}
