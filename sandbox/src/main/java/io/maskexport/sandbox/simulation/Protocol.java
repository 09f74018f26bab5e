package io.maskexport.sandbox.simulation;

import java.time.Duration;

import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.protocol.EventSink;
import io.maskexport.worker.protocol.Patience;
import io.maskexport.worker.protocol.Renderers;

/** What is put between the worker's protocol and the world. Nothing, for the honest one; mutants override what they break. */
interface Protocol {
    Protocol HONEST = new Protocol() {
        @Override
        public String toString() {
            return "honest";
        }
    };

    default ObjectStore store(ObjectStore honest, World world) {
        return honest;
    }

    default EventSink events(EventSink honest) {
        return honest;
    }

    default Patience patience(Patience honest) {
        return honest;
    }

    default Renderers renderers(Renderers honest, World world) {
        return honest;
    }

    /** How long the janitor leaves an ended export alone. */
    default Duration grace(Duration honest) {
        return honest;
    }

    /** Whether a record is acknowledged before its work. */
    default boolean acknowledgesFirst() {
        return false;
    }
}
