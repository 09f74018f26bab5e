package io.maskexport.worker.protocol;

/**
 * How much work a task holds at most.
 *
 * @param items images
 * @param bytes of originals and annotations
 */
public record Bounds(int items, long bytes) {}
