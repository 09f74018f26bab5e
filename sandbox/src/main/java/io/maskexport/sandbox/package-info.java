/** A broker, a bucket and worker processes on this machine, and the demo. Not part of the image. */
@NullMarked
package io.maskexport.sandbox;

import org.jspecify.annotations.NullMarked;
