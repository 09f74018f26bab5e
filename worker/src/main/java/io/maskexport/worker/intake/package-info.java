/**
 * Where work comes from: slots that take one record at a time from Kafka, through a share group or a consumer group,
 * and hold it until it is done. Does not interpret records.
 */
@NullMarked
package io.maskexport.worker.intake;

import org.jspecify.annotations.NullMarked;
