package io.maskexport.resilience.audit;

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
public record AuditEvidence(List<TopicRecord> requests, List<TopicRecord> cancellations, List<TopicRecord> events,
        List<TopicRecord> deadLetters, BucketContent objects) {

    /** Names of topics. */
    public record AuditedTopics(String requests, String cancellations, String events, String deadLetters) {}

    /** Reads topics as they are now. */
    public static AuditEvidence of(String bootstrapServers, AuditedTopics topics, BucketContent objects) {
        return new AuditEvidence(TopicReader.read(bootstrapServers, topics.requests),
                TopicReader.read(bootstrapServers, topics.cancellations),
                TopicReader.read(bootstrapServers, topics.events),
                TopicReader.read(bootstrapServers, topics.deadLetters), objects);
    }

    /** A record of a topic; its value is not to be changed. */
    public record TopicRecord(Map<String, String> headers, byte[] value) {}

    /** An object in a bucket; the ETag is without quotes. */
    public record StoredFile(String key, long bytes, String etag) {}

    /** Port: what buckets hold. */
    public interface BucketContent {
        /** Objects whose keys begin so, in the order of their keys. */
        List<StoredFile> list(String bucket, String prefix) throws IOException;

        InputStream open(String bucket, String key) throws IOException;

        /** Keys of multipart uploads that are neither completed nor aborted. */
        List<String> openUploads(String bucket) throws IOException;
    }
}
