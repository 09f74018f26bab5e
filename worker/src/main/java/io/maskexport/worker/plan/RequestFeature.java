package io.maskexport.worker.plan;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.MaskEncodings;

/** What a request may ask for that older builds do not know. The names are in records and never change. */
enum RequestFeature {
    /** Each part has an index beside it. */
    INDEX("index", request -> request.archive().indexed()),
    /** Some items or objects are left out. */
    SELECT("select", request -> request.select() != null),
    /** Objects cover each other in another order. */
    DRAW_ORDER("draw-order", request -> request.options().drawOrder() != null),
    /** Further encodings of masks, and what their values mean. */
    ENCODINGS("encodings", request -> !request.options().encodings().withoutCoco().equals(MaskEncodings.NONE)),
    /** Items are divided into sets, of which the export has lists. */
    SPLIT("split", request -> request.split() != null),
    /** The files of an item have other names, and parts are archives on their own. */
    WEBDATASET("webdataset", request -> request.archive().sharded()),
    /** Nothing is rendered. */
    DRY_RUN("dry-run", ExportRequested::onlyPlans),
    /** COCO files of the objects. */
    COCO("coco", request -> request.options().encodings().hasCoco()),
    /** The index says what each item was made of. */
    INPUTS("inputs", request -> request.archive().tracked()),
    /** Only what changed since an earlier export. */
    SINCE("since", request -> request.since() != null);

    private final String text;
    private final Predicate<ExportRequested> use;

    RequestFeature(String text, Predicate<ExportRequested> use) {
        this.text = text;
        this.use = use;
    }

    /** The names of all features. */
    static Set<String> names() {
        return Stream.of(values()).map(feature -> feature.text).collect(Collectors.toSet());
    }

    /** What the records of a request's export need. */
    static RecordNeeds needs(ExportRequested request) {
        var used = Stream.of(values()).filter(feature -> feature.use.test(request)).map(feature -> feature.text)
                .toList();
        return used.isEmpty() ? RecordNeeds.NONE : new RecordNeeds(RecordNeeds.NONE.format(), used);
    }
}
