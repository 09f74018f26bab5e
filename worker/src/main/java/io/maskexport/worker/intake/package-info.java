/**
 * Where work comes from: slots that take one record at a time from Kafka, by a share group or a consumer group, and keep it
 * until it is done. Knows nothing of what the records mean.
 */
@NullMarked
package io.maskexport.worker.intake;

import org.jspecify.annotations.NullMarked;
