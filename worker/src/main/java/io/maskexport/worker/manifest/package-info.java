/** What a manifest says of an export: counts, warnings, failed items, and the names of the files beside the parts. */
@NullMarked
package io.maskexport.worker.manifest;

import org.jspecify.annotations.NullMarked;
