/** Every operation on the store against every way in which a store, or what is before it, may misbehave. */
@NullMarked
package io.maskexport.sandbox.storage;

import org.jspecify.annotations.NullMarked;
