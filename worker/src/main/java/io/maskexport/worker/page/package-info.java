/** The page that shows people what an installation does. */
@NullMarked
package io.maskexport.worker.page;

import org.jspecify.annotations.NullMarked;
