/** Everything the worker can be told: read from the environment once, at start, into one immutable tree. Depends on nothing of ours. */
@NullMarked
package io.maskexport.worker.settings;

import org.jspecify.annotations.NullMarked;
