/** Processes that are measured from outside: their CPU time, their memory, their collections. Depends on nothing else of ours; Linux only. */
@NullMarked
package io.maskexport.benchmarks.process;

import org.jspecify.annotations.NullMarked;
