/** Whole jobs: a worker as deployed, with broker and bucket in another process. Depends on worker and sandbox. */
@NullMarked
package io.maskexport.benchmarks.job;

import org.jspecify.annotations.NullMarked;
