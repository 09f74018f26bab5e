package io.maskexport.worker.plan;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.RecordHeader;
import io.maskexport.contracts.UnknownContentException;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.BrokenAnswer;
import io.maskexport.worker.failure.NotUnderstood;

/**
 * Reads the JSON objects that workers write for one another. Nothing in them is overlooked: a worker that does not know
 * all of it leaves the export to one that does. Retrying does not help if one is unreadable.
 *
 * @param known what this build knows
 * @param export id of the request whose records are read
 */
public record StoredJson(KnownFeatures known, String export) {
    /**
     * Reads an object. Its header is read first: the rest may be written in an unknown way.
     *
     * @throws BrokenAnswer if it is not JSON or not of this type
     * @throws NotUnderstood if another version wrote it, and this one does not know all of it
     */
    public <T> T object(ObjectRef ref, byte[] content, Class<T> type) throws IOException {
        try {
            var header = JsonRecords.read(content, RecordHeader.class);
            if (header != null) {
                known.check(RecordNeeds.of(header), export, ref.toString());
            }
        } catch (JsonProcessingException e) {
            throw broken(ref, e);
        }
        return value(ref, content, type);
    }

    /** Reads a value that has no header, as {@link #object}. */
    public <T> T value(ObjectRef ref, byte[] content, Class<T> type) throws IOException {
        T value;
        try {
            value = JsonRecords.readStrictly(content, type);
        } catch (UnknownContentException e) {
            throw new NotUnderstood(export, ref + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw broken(ref, e);
        }
        if (value == null) {
            throw new BrokenAnswer(ref + " is empty");
        }
        return value;
    }

    private static BrokenAnswer broken(ObjectRef ref, IOException e) {
        return new BrokenAnswer(ref + " cannot be read: " + e.getMessage(), e);
    }
}
