package io.maskexport.worker.protocol;

import java.io.IOException;

/** Work ends before it is done, and rightly so. */
final class LeftOff extends IOException {
    private static final long serialVersionUID = 1L;

    private final Because because;

    enum Because {
        /** The worker shuts down: another one goes on. */
        TOLD_TO_STOP,
        /** The export has ended otherwise: cancelled, failed, or finished by another worker. */
        SETTLED
    }

    LeftOff(Because because) {
        super(because.name());
        this.because = because;
    }

    Because because() {
        return because;
    }
}
