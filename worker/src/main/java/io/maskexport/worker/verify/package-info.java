/**
 * Checks an export against its manifest by reading everything that the manifest lists. Shares no code with the side
 * that writes exports.
 */
@NullMarked
package io.maskexport.worker.verify;

import org.jspecify.annotations.NullMarked;
