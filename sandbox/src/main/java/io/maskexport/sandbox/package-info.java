/** A broker and a bucket in this process, and the demo. May depend on everything; never in the image. */
@NullMarked
package io.maskexport.sandbox;

import org.jspecify.annotations.NullMarked;
