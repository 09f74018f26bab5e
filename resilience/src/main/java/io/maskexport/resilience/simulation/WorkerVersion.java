package io.maskexport.resilience.simulation;

import java.util.List;
import java.util.Set;

import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.RecordNeeds;

/** Versions of the worker: exports may need a feature that only the newer one knows. */
enum WorkerVersion {
    OLDER, NEWER;

    /** A feature of the newer version. */
    static final String FEATURE = "spirals";

    /** What a worker of this version knows, and lets plans need. */
    KnownFeatures known(Scenario scenario) {
        return switch (this) {
            case OLDER -> KnownFeatures.OF_THIS_BUILD;
            case NEWER -> new KnownFeatures(RecordNeeds.NONE.format(), Set.of(FEATURE),
                    request -> scenario.needsFeature(request)
                            ? new RecordNeeds(RecordNeeds.NONE.format(), List.of(FEATURE))
                            : RecordNeeds.NONE);
        };
    }
}
