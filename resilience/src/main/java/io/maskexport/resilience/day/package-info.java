/** The stage of the scripted day: what {@code .ci/day} tells broker, bucket, workers and clients to do. */
@NullMarked
package io.maskexport.resilience.day;

import org.jspecify.annotations.NullMarked;
