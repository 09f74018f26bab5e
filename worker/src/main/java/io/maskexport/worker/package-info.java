/** The entry point of the process. May depend on every package of the worker; nothing depends on it. */
@NullMarked
package io.maskexport.worker;

import org.jspecify.annotations.NullMarked;
