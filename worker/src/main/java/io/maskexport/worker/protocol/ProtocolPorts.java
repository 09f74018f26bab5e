package io.maskexport.worker.protocol;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

import io.maskexport.export.ExportListener;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.WorkFolder;

/**
 * The ports of the protocol to the outside world.
 *
 * @param work folder of all plans and records of progress; its key is empty or ends with {@code /}
 * @param random source of names that need not be reproducible
 * @param listener receives the defects that end an export
 * @param ends learns how exports end
 * @param known what this build of the worker knows
 */
public record ProtocolPorts(ObjectStore store, ObjectRef work, EventSink events, TaskQueue tasks,
        RenderEngine engine,
        InstantSource clock, Sleeper sleeper, RandomGenerator random, ExportListener listener, EndListener ends,
        HostProcess host, KnownFeatures known) {
    /** With what this build knows. */
    public ProtocolPorts(ObjectStore store, ObjectRef work, EventSink events, TaskQueue tasks, RenderEngine engine,
            InstantSource clock, Sleeper sleeper, RandomGenerator random, ExportListener listener, EndListener ends,
            HostProcess host) {
        this(store, work, events, tasks, engine, clock, sleeper, random, listener, ends, host,
                KnownFeatures.OF_THIS_BUILD);
    }

    /** A name that no one else has: 16 hexadecimal digits. */
    String randomId() {
        var id = new byte[8];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    WorkFolder folder(String requestId) {
        return new WorkFolder(store, work.resolve(requestId + "/"), known);
    }
}
