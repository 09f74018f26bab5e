/** What the intake and the work on its records tell each other: when to stop, and how the work ended. */
@NullMarked
package io.maskexport.worker.work;

import org.jspecify.annotations.NullMarked;
