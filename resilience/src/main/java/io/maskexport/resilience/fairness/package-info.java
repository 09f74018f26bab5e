/** How long a tenant waits behind another one's requests: calculated for several policies, and measured. */
@NullMarked
package io.maskexport.resilience.fairness;

import org.jspecify.annotations.NullMarked;
