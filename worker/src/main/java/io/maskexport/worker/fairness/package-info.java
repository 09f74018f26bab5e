/** How a worker shares its time among the tenants whose records wait in one topic. */
@NullMarked
package io.maskexport.worker.fairness;

import org.jspecify.annotations.NullMarked;
