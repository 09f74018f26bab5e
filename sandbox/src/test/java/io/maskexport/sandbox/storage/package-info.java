/** Every operation on the store against every misbehaviour of the store, or of a gateway in front of it. */
@NullMarked
package io.maskexport.sandbox.storage;

import org.jspecify.annotations.NullMarked;
