/** Decides on retries: the kinds of failure, and the one policy that says what follows from each. */
@NullMarked
package io.maskexport.worker.failure;

import org.jspecify.annotations.NullMarked;
