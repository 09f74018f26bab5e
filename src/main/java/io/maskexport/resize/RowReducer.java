package io.maskexport.resize;

/** Reduces several rows to one. */
sealed interface RowReducer permits WholeBlocks, WeightedArea {
    /** Takes a source row; fills {@code out} and returns true if it completes a row. */
    boolean add(byte[] rgb, int from, byte[] out);
}
