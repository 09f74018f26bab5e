package io.maskexport.sandbox.simulation;

import java.io.IOException;

import io.maskexport.contracts.Event;
import io.maskexport.contracts.EventWriter;
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
                () -> world.published(event, EventWriter.write(event, SOURCE, trace)));
    }

    /** May be lost, and always is here. */
    @Override
    public void offer(Event event, Trace trace) {}
}
