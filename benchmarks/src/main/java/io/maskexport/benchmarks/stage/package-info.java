/** JMH benchmarks, one for each stage from annotation to tar. Depends on the engine and on {@code sample}. */
@NullMarked
package io.maskexport.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
