package io.maskexport.worker.protocol;

import java.io.IOException;

/** Signals that work stops before it is done, for a good reason. */
final class WorkStopped extends IOException {
    private static final long serialVersionUID = 1L;

    private final StopReason because;

    enum StopReason {
        /** The worker shuts down; another one continues. */
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
