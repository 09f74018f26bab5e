package io.maskexport.resilience.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Everything that the audit examines.
 *
 * @param requests records of the request topic, as sent
 * @param cancellations records of the cancellation topic
 * @param events records of the event topic, in order for each request
 * @param deadLetters records of the dead-letter topic
 */
public record AuditEvidence(List<TopicRecord> requests, List<TopicRecord> cancellations, List<TopicRecord> events,
        List<TopicRecord> deadLetters, BucketContent objects) {

    /** Names of topics. */
    public record AuditedTopics(String requests, String cancellations, String events, String deadLetters) {}

    /** Reads the current content of the topics. */
    public static AuditEvidence of(String bootstrapServers, AuditedTopics topics, BucketContent objects) {
        return new AuditEvidence(TopicReader.read(bootstrapServers, topics.requests),
                TopicReader.read(bootstrapServers, topics.cancellations),
                TopicReader.read(bootstrapServers, topics.events),
                TopicReader.read(bootstrapServers, topics.deadLetters), objects);
    }

    /** A record of a topic; its value must not be changed. */
    public record TopicRecord(Map<String, String> headers, byte[] value) {}

    /** An object in a bucket; the ETag is without quotes. */
    public record StoredFile(String key, long bytes, String etag) {}

    /** Port: the content of buckets. */
    public interface BucketContent {
        /** Objects whose keys have this prefix, in key order. */
        List<StoredFile> list(String bucket, String prefix) throws IOException;

        InputStream open(String bucket, String key) throws IOException;

        /** Keys of multipart uploads that are neither completed nor aborted. */
        List<String> openUploads(String bucket) throws IOException;
    }
}
