package io.maskexport.worker.ops;

import java.util.Optional;

/** Port: the health probes. Neither may depend on the broker or the store: a restart would not bring them back. */
public interface HealthProbes {
    /** Why the process must be restarted; empty while it is alive. */
    Optional<String> dead();

    /** Why the worker takes no work now; empty when it is ready. */
    Optional<String> unready();
}
