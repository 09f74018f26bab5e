/**
 * What goes over the wire: the messages with their schemas, and how they are read and written as CloudEvents.
 * Depends on Jackson alone, and on nothing else of ours.
 */
@NullMarked
package io.maskexport.contracts;

import org.jspecify.annotations.NullMarked;
