package io.maskexport.resilience.simulation;

import java.io.IOException;

import io.maskexport.contracts.EventWriter;
import io.maskexport.contracts.ExportCancelled;
import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportFailed;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.TerminalEvent;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.protocol.EventSink;
import org.apache.commons.codec.digest.DigestUtils;

/** The event topic as seen by a process. */
final class ProcessEvents implements EventSink {
    private static final String SOURCE = "urn:mask-export:simulation";

    private final SimulatedWorld world;
    private final SimulatedProcess process;

    ProcessEvents(SimulatedWorld world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public void publish(ExportEvent event, TraceContext trace) throws IOException, InterruptedException {
        process.send(WorkerCall.PUBLISH, event.getClass().getSimpleName() + " " + event.requestId(),
                () -> published(event, EventWriter.write(event, SOURCE, trace)));
    }

    private void published(ExportEvent event, RecordEnvelope record) {
        if (event instanceof TerminalEvent end && !isWritten(end)) {
            world.reportViolation("told, and not written: " + event);
        }
        world.published(event, record);
    }

    /** An announced end must be readable. */
    private boolean isWritten(TerminalEvent event) {
        var pointer = switch (event) {
            case ExportCompleted completed -> completed.manifest();
            case ExportFailed failed -> failed.manifest();
            case ExportCancelled cancelled -> cancelled.manifest();
        };
        return pointer == null
                ? world.bucket().head(ProtocolHost.WORK.key() + event.requestId() + "/end.json").isPresent()
                : world.bucket().read(pointer.key())
                        .filter(there -> DigestUtils.sha256Hex(there).equals(pointer.sha256()))
                        .isPresent();
    }

    /** May be lost; here it always is. */
    @Override
    public void offer(ExportEvent event, TraceContext trace) {}
}
