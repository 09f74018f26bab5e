/**
 * What an export writes down in its work folder: the frozen plan, the records of finished parts and tasks, and how the
 * export ended. The planner lists a project and decides on its parts. Who acts on a plan is in {@code protocol}.
 */
@NullMarked
package io.maskexport.worker.plan;

import org.jspecify.annotations.NullMarked;
