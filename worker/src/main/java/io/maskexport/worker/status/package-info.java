/** What the records and manifests in the buckets say of exports. Reads only. */
@NullMarked
package io.maskexport.worker.status;

import org.jspecify.annotations.NullMarked;
