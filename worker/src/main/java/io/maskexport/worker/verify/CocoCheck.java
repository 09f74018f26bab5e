package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maskexport.contracts.UntrustedJson;
import io.maskexport.defect.Limit;
import io.maskexport.worker.verify.IndexLine.IndexedObject;

import static io.maskexport.worker.verify.DifferenceCode.INDEX_PIXELS;

/** Compares the COCO files of an item with what the index says of its objects. */
record CocoCheck(DifferenceReport report, String path, List<IndexedObject> objects) {
    /** Run lengths may be longer than other texts. */
    private static final JsonMapper JSON = JsonMapper.builder(UntrustedJson.factory()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxTokenCount(Limit.JSON_TOKENS.defaultValue())
                    .build())
            .build()).build();
    /** The last seven digits of an annotation's id are the number of its object. */
    private static final long NUMBERS = 10_000_000;

    /** What a COCO file and the index both know of an object. */
    private record CocoObject(int category, long area, List<Integer> bbox) {}

    /** @param content a COCO file of instances */
    void instances(byte[] content) {
        var expected = new TreeMap<Long, CocoObject>();
        objects.stream().filter(object -> object.classIndex() > 0).forEach(object -> expected.put(object.id(),
                new CocoObject(object.classIndex(), object.area(), object.bbox())));
        compare(content, expected, (file, found) -> {
            for (var annotation : file.path("annotations")) {
                found.put(annotation.path("id").longValue() % NUMBERS, objectOf(annotation));
                checkRuns(annotation);
            }
        });
    }

    private static CocoObject objectOf(JsonNode annotation) {
        return new CocoObject(annotation.path("category_id").intValue(), annotation.path("area").longValue(),
                annotation.path("bbox").valueStream().map(JsonNode::intValue).toList());
    }

    private void checkRuns(JsonNode annotation) throws IOException {
        var segmentation = annotation.path("segmentation");
        var runs = CocoRuns.of(segmentation.path("counts").asText(), segmentation.path("size").path(0).intValue(),
                segmentation.path("size").path(1).intValue());
        var stated = objectOf(annotation);
        report.compare(INDEX_PIXELS, path, stated,
                new CocoObject(stated.category(), runs.area(), runs.box()));
    }

    /** @param content a COCO file of segments */
    void segments(byte[] content) {
        var expected = new TreeMap<Long, CocoObject>();
        objects.stream().filter(object -> object.classIndex() > 0 && object.visibleArea() > 0)
                .forEach(object -> expected.put(object.id(),
                        new CocoObject(object.classIndex(), object.visibleArea(), List.of())));
        compare(content, expected, (file, found) -> {
            for (var segment : file.path("annotations").path(0).path("segments_info")) {
                found.put(segment.path("id").longValue(), new CocoObject(segment.path("category_id").intValue(),
                        segment.path("area").longValue(), List.of()));
            }
        });
    }

    /** Finds the objects of a file by their numbers. */
    private interface ObjectReader {
        void read(JsonNode file, Map<Long, CocoObject> found) throws IOException;
    }

    private void compare(byte[] content, Map<Long, CocoObject> expected, ObjectReader reader) {
        var found = new TreeMap<Long, CocoObject>();
        try {
            reader.read(JSON.readTree(content), found);
            report.compare(INDEX_PIXELS, path, expected, found);
        } catch (IOException e) {
            report.differs(INDEX_PIXELS, path, String.valueOf(e.getMessage()));
        }
    }
}
