/** The steps of the reference application, one for one, on OpenCV 4.11. Depends on the scenes of {@code sample} and on OpenCV. */
@NullMarked
package io.maskexport.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
