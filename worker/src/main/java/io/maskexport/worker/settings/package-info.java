/** The configuration: read from the environment once, at startup, into one immutable tree. */
@NullMarked
package io.maskexport.worker.settings;

import org.jspecify.annotations.NullMarked;
