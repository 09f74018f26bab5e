/**
 * The commands of {@code mask-export}: each reads its options, wires the parts it needs, and turns the outcome into an exit
 * status.
 */
@NullMarked
package io.maskexport.worker.commands;

import org.jspecify.annotations.NullMarked;
