package io.maskexport.worker.plan;

import java.util.ArrayList;
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
    /** Each part has an index beside it. */
    private static final String INDEX = "index";
    /** Some items or objects are left out. */
    private static final String SELECT = "select";
    /** Objects cover each other in another order. */
    private static final String DRAW_ORDER = "draw-order";

    public static final KnownFeatures OF_THIS_BUILD = new KnownFeatures(RecordNeeds.NONE.format(),
            Set.of(INDEX, SELECT, DRAW_ORDER),
            KnownFeatures::needs);

    public KnownFeatures {
        features = Set.copyOf(features);
    }

    private static RecordNeeds needs(ExportRequested request) {
        var features = new ArrayList<String>();
        if (request.archive().indexed()) {
            features.add(INDEX);
        }
        if (request.select() != null) {
            features.add(SELECT);
        }
        if (request.options().drawOrder() != null) {
            features.add(DRAW_ORDER);
        }
        return new RecordNeeds(RecordNeeds.NONE.format(), features);
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
