/** Everything that can be configured: read from the environment once, at start, into one immutable tree. */
@NullMarked
package io.maskexport.worker.settings;

import org.jspecify.annotations.NullMarked;
