/**
 * Benchmarks: commands that measure what the worker costs. Depends on the engine, and for the reference's steps on
 * OpenCV.
 */
@NullMarked
package io.maskexport.benchmarks;

import org.jspecify.annotations.NullMarked;
