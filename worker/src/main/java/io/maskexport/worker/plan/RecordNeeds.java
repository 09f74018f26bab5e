package io.maskexport.worker.plan;

import java.util.List;

import io.maskexport.contracts.RecordHeader;

/**
 * What a worker must know to go on with an export. Its plan pins it; every record of the export says it.
 *
 * @param format of its records
 * @param features names of features, beside those that every version knows
 */
public record RecordNeeds(int format, List<String> features) {
    /** What every version knows. */
    public static final RecordNeeds NONE = new RecordNeeds(1, List.of());

    public RecordNeeds {
        features = List.copyOf(features);
    }

    /** What a record says in its header. */
    public static RecordNeeds of(RecordHeader header) {
        var format = header.format();
        return new RecordNeeds(format == null ? NONE.format : format, header.needs());
    }

    public RecordHeader header() {
        return new RecordHeader(format, features);
    }
}
