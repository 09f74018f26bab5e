/**
 * The work folder of an export: the frozen plan, the records of finished parts and tasks, and how the export ended. The
 * planner lists a project and splits it into tasks. The {@code protocol} package acts on plans.
 */
@NullMarked
package io.maskexport.worker.plan;

import org.jspecify.annotations.NullMarked;
