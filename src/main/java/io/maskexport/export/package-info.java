/**
 * Exports a project through the engine: items in order, a byte budget, a fixed render pool. May depend on every package
 * of the engine.
 */
@NullMarked
package io.maskexport.export;

import org.jspecify.annotations.NullMarked;
