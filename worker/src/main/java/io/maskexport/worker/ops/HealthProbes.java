package io.maskexport.worker.ops;

import java.util.Optional;

/** Port: what the probes ask. Neither may depend on the broker or the store being there: a restart would not help them. */
public interface HealthProbes {
    /** Why the process must be restarted; empty while it lives. */
    Optional<String> dead();

    /** Why no work is taken now; empty when ready. */
    Optional<String> unready();
}
