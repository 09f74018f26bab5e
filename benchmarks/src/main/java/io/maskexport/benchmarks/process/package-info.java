/**
 * Processes measured from outside: their CPU time, memory and collections. Depends on no other package of ours; Linux
 * only.
 */
@NullMarked
package io.maskexport.benchmarks.process;

import org.jspecify.annotations.NullMarked;
