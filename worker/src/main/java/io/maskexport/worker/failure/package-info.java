/**
 * Where a retry is decided: the kinds of failure, and the one policy that says what becomes of each.
 * May depend on {@code contracts} (reason codes) and on {@code io.maskexport.defect}.
 */
@NullMarked
package io.maskexport.worker.failure;

import org.jspecify.annotations.NullMarked;
