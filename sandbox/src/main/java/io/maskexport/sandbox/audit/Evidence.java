package io.maskexport.sandbox.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Everything that is looked at.
 *
 * @param requests records of the topic of requests, as sent
 * @param cancellations records of the topic of cancellations
 * @param events records of the topic of events, those of one request in their order
 * @param deadLetters records of the topic of dead letters
 */
public record Evidence(List<Message> requests, List<Message> cancellations, List<Message> events,
        List<Message> deadLetters, Objects objects) {

    /** Names of topics. */
    public record Topics(String requests, String cancellations, String events, String deadLetters) {}

    /** Reads topics as they are now. */
    public static Evidence of(String bootstrapServers, Topics topics, Objects objects) {
        return new Evidence(Topic.read(bootstrapServers, topics.requests),
                Topic.read(bootstrapServers, topics.cancellations), Topic.read(bootstrapServers, topics.events),
                Topic.read(bootstrapServers, topics.deadLetters), objects);
    }

    /** A record of a topic; its value is not to be changed. */
    public record Message(Map<String, String> headers, byte[] value) {}

    /** An object in a bucket; the ETag is without quotes. */
    public record Stored(String key, long bytes, String etag) {}

    /** Port: what buckets hold. */
    public interface Objects {
        /** Objects whose keys begin so, in the order of their keys. */
        List<Stored> list(String bucket, String prefix) throws IOException;

        InputStream open(String bucket, String key) throws IOException;

        /** Keys of multipart uploads that are neither completed nor aborted. */
        List<String> openUploads(String bucket) throws IOException;
    }
}
