/**
 * The commands of {@code mask-export}: each reads its options, wires the parts it needs, and turns the outcome into an exit
 * status. May depend on every package of the worker but the root.
 */
@NullMarked
package io.maskexport.worker.commands;

import org.jspecify.annotations.NullMarked;
