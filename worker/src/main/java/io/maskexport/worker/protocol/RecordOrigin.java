package io.maskexport.worker.protocol;

import java.time.Instant;

/**
 * The record that asks for something. When it is delivered again, or sent anew, it keeps both.
 *
 * @param id unlike that of any other record of its topic; letters, digits and dashes
 * @param sent when it was sent first
 */
public record RecordOrigin(String id, Instant sent) {}
