/**
 * Judges exports by what topics and bucket hold, and by nothing else. Knows the documented messages and layout, and shares no
 * code with what it judges: depends on the Kafka and S3 clients, Jackson, Commons Compress and the JDK, on nothing of ours.
 */
@NullMarked
package io.maskexport.resilience.audit;

import org.jspecify.annotations.NullMarked;
