package io.maskexport.worker.protocol;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.RecordHeader;
import io.maskexport.contracts.UnknownContentException;
import io.maskexport.worker.failure.NotUnderstood;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.RecordNeeds;
import org.jspecify.annotations.Nullable;

/**
 * A part task on its way to a worker.
 *
 * @param requestId of its export; the plan has everything else
 * @param task from 1
 * @param tenant of the request; null for the common one, and in tasks of earlier versions
 * @param needs what its plan needs
 */
public record TaskMessage(String requestId, int task, @Nullable String tenant, RecordNeeds needs) {
    /** What the tasks of all versions say. */
    private record TaskExport(String requestId, @Nullable String tenant) {}

    private record TaskContent(String requestId, int task,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String tenant) {}

    /** Spreads the tasks of one export over all partitions. */
    public String key() {
        return requestId + "/" + task;
    }

    /** The message in JSON. */
    public byte[] json() {
        return JsonRecords.write(needs.header(), new TaskContent(requestId, task, tenant));
    }

    /**
     * Reads a message.
     *
     * @throws NotUnderstood if another version sent it, and this one does not know all of it
     * @throws IOException if it is no task
     */
    public static TaskMessage read(byte[] json, KnownFeatures known) throws IOException {
        var export = export(json).requestId;
        var needs = RecordNeeds.of(JsonRecords.read(json, RecordHeader.class));
        known.check(needs, export, "a task");
        try {
            var content = JsonRecords.readStrictly(json, TaskContent.class);
            return new TaskMessage(content.requestId, content.task, content.tenant, needs);
        } catch (UnknownContentException e) {
            throw new NotUnderstood(export, "a task: " + e.getMessage(), e);
        }
    }

    /**
     * The tenant of a task of any version.
     *
     * @throws IOException if it is no task
     */
    public static @Nullable String tenant(byte[] json) throws IOException {
        return export(json).tenant;
    }

    private static TaskExport export(byte[] json) throws IOException {
        var export = JsonRecords.read(json, TaskExport.class);
        if (export == null) {
            throw new IOException("null");
        }
        return export;
    }
}
