package io.maskexport.worker.plan;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.failure.NotUnderstood;

/**
 * What a build of the worker knows, so that workers of several versions can share exports. A build that adds to a record
 * what older ones must not overlook names it a feature, and lets the plans that use it need that feature; a build that
 * changes how records are written gives them a higher format. Records that use nothing new stay as they were.
 *
 * @param format highest format of records
 * @param features names of features
 * @param needed what the records of a request's export need
 */
public record KnownFeatures(int format, Set<String> features, Function<ExportRequested, RecordNeeds> needed) {
    public static final KnownFeatures OF_THIS_BUILD = new KnownFeatures(RecordNeeds.NONE.format(),
            RequestFeature.names(),
            RequestFeature::needs);

    public KnownFeatures {
        features = Set.copyOf(features);
    }

    /**
     * Makes sure that this build may act on a record.
     *
     * @param export id of the export's request
     * @param record names the record
     */
    public void check(RecordNeeds needs, String export, String record) throws NotUnderstood {
        var unknown = unknown(needs);
        if (unknown.isPresent()) {
            throw new NotUnderstood(export, record + " needs " + unknown.get(), null);
        }
    }

    private Optional<String> unknown(RecordNeeds needs) {
        if (needs.format() > format) {
            return Optional.of("format " + needs.format());
        }
        var unknown = needs.features().stream().filter(feature -> !features.contains(feature)).toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", unknown));
    }
}
