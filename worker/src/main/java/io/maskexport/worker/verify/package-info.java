/**
 * Checks an export against its manifest, by reading everything that the manifest speaks of. Depends on {@code contracts},
 * {@code bucket} and the names of the engine's layout; shares no code with what writes exports.
 */
@NullMarked
package io.maskexport.worker.verify;

import org.jspecify.annotations.NullMarked;
