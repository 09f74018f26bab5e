package io.maskexport.resilience.simulation;

import java.time.Duration;

import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.protocol.EventSink;
import io.maskexport.worker.protocol.RenderEngine;

/** A layer between the worker's protocol and the world. The honest variant changes nothing; mutants override what they break. */
interface ProtocolVariant {
    ProtocolVariant HONEST = new ProtocolVariant() {
        @Override
        public String toString() {
            return "honest";
        }
    };

    default ObjectStore store(ObjectStore honest, SimulatedWorld world) {
        return honest;
    }

    default EventSink events(EventSink honest) {
        return honest;
    }

    default Sleeper sleeper(Sleeper honest) {
        return honest;
    }

    default RenderEngine engine(RenderEngine honest, SimulatedWorld world) {
        return honest;
    }

    /** What a worker takes itself to know. */
    default KnownFeatures known(KnownFeatures honest) {
        return honest;
    }

    /** How long the janitor waits after an export has ended. */
    default Duration grace(Duration honest) {
        return honest;
    }

    /** Whether a record is acknowledged before its work. */
    default boolean acknowledgesFirst() {
        return false;
    }
}
