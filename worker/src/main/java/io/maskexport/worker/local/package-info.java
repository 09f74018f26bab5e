/** Renders a project in a directory into a directory, without Kafka and S3. */
@NullMarked
package io.maskexport.worker.local;

import org.jspecify.annotations.NullMarked;
