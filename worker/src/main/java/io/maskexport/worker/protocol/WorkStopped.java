package io.maskexport.worker.protocol;

import java.io.IOException;

/** Work ends before it is done, and rightly so. */
final class WorkStopped extends IOException {
    private static final long serialVersionUID = 1L;

    private final StopReason because;

    enum StopReason {
        /** The worker shuts down: another one goes on. */
        TOLD_TO_STOP,
        /** The export has ended otherwise: cancelled, failed, or finished by another worker. */
        ENDED
    }

    WorkStopped(StopReason because) {
        super(because.name());
        this.because = because;
    }

    StopReason because() {
        return because;
    }
}
