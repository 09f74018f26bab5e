/** Shows what is in an export: a page or a contact sheet of its first items. */
@NullMarked
package io.maskexport.worker.preview;

import org.jspecify.annotations.NullMarked;
