package io.maskexport.worker.protocol;

import java.time.Instant;

/**
 * The identity of a record, which redeliveries and copies keep.
 *
 * @param id unique in its topic; letters, digits and dashes
 * @param sent when it was first sent
 */
public record RecordOrigin(String id, Instant sent) {}
