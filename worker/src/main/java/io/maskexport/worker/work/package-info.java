/** What the intake of records and the work on them tell each other: when to stop, and what was done. */
@NullMarked
package io.maskexport.worker.work;

import org.jspecify.annotations.NullMarked;
