package io.maskexport.sandbox.simulation;

import java.io.IOException;

import io.maskexport.contracts.Envelope;
import io.maskexport.contracts.Event;
import io.maskexport.contracts.EventWriter;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.TerminalEvent;
import io.maskexport.contracts.Trace;
import io.maskexport.worker.protocol.EventSink;

/** The topic of events as a process reaches it. */
final class InstanceEvents implements EventSink {
    private static final String SOURCE = "urn:mask-export:simulation";

    private final World world;
    private final Instance process;

    InstanceEvents(World world, Instance process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public void publish(Event event, Trace trace) throws IOException, InterruptedException {
        process.send(Operation.PUBLISH, event.getClass().getSimpleName() + " " + event.requestId(),
                () -> published(event, EventWriter.write(event, SOURCE, trace)));
    }

    private void published(Event event, Envelope record) {
        if (event instanceof TerminalEvent end && !isWritten(end)) {
            world.surprise("told, and not written: " + event);
        }
        world.published(event, record);
    }

    /** No end is told that nobody can read. */
    private boolean isWritten(TerminalEvent event) {
        var pointer = switch (event) {
            case ExportCompleted completed -> completed.manifest();
            case ExportFailed failed -> failed.manifest();
            case ExportCancelled cancelled -> cancelled.manifest();
        };
        return pointer == null
                ? world.bucket().head(Labour.WORK.key() + event.requestId() + "/end.json").isPresent()
                : world.bucket().read(pointer.key()).filter(there -> Sha256.of(there).equals(pointer.sha256()))
                        .isPresent();
    }

    /** May be lost, and always is here. */
    @Override
    public void offer(Event event, Trace trace) {}
}
