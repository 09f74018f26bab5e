package io.maskexport.worker.plan;

import java.io.IOException;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.BrokenAnswer;

/** Reads the JSON objects that workers write to buckets. Retrying does not help if one is unreadable. */
public final class StoredJson {
    private StoredJson() {}

    /** @throws BrokenAnswer if it is not JSON or not of this type */
    public static <T> T read(ObjectRef ref, byte[] content, Class<T> type) throws BrokenAnswer {
        T value;
        try {
            value = JsonRecords.read(content, type);
        } catch (IOException e) {
            throw new BrokenAnswer(ref + " cannot be read: " + e.getMessage(), e);
        }
        if (value == null) {
            throw new BrokenAnswer(ref + " is empty");
        }
        return value;
    }
}
