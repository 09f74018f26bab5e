/**
 * Audits exports solely by the content of topics and buckets. Knows the documented messages and layout, and shares no
 * code with what it audits: depends on the Kafka and S3 clients, Jackson, Commons Compress and the JDK, and on nothing
 * of ours.
 */
@NullMarked
package io.maskexport.resilience.audit;

import org.jspecify.annotations.NullMarked;
