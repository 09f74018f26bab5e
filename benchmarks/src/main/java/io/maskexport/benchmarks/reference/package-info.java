/**
 * The steps of the reference application, run by Debian's Python with OpenCV and Pillow. Depends on the scenes in
 * {@code sample}.
 */
@NullMarked
package io.maskexport.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
