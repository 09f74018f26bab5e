/**
 * Unpacks the parts of an export while it goes on: takes each part when it is announced, and ends with the check of the
 * manifest.
 */
@NullMarked
package io.maskexport.worker.follow;

import org.jspecify.annotations.NullMarked;
