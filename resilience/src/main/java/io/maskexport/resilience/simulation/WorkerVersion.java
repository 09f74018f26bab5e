package io.maskexport.resilience.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
            case NEWER -> new KnownFeatures(RecordNeeds.NONE.format(), with(KnownFeatures.OF_THIS_BUILD.features()),
                    request -> {
                        var needs = KnownFeatures.OF_THIS_BUILD.needed().apply(request);
                        return scenario.needsFeature(request)
                                ? new RecordNeeds(needs.format(), List.copyOf(with(needs.features())))
                                : needs;
                    });
        };
    }

    /** These features and {@link #FEATURE}. */
    static Set<String> with(Collection<String> features) {
        var more = new TreeSet<>(features);
        more.add(FEATURE);
        return more;
    }
}
