/** Everything the worker can be told: read from the environment once, at start, into one immutable tree. May depend on what {@code bucket} wants to be told. */
@NullMarked
package io.maskexport.worker.settings;

import org.jspecify.annotations.NullMarked;
