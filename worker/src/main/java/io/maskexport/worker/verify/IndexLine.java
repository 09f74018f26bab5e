package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.maskexport.contracts.JsonRecords;
import org.jspecify.annotations.Nullable;

/**
 * A line of a part's index.
 *
 * @param key what its files' paths begin with, in a shard; else null
 * @param split the set that the item is in; null for none
 * @param inputs digest of what it was made of; null unless requested
 * @param masks of each kind, one or several
 */
record IndexLine(String item, @Nullable String key, @Nullable String split, @Nullable String inputs,
        @Nullable IndexedMember image,
        @Nullable IndexedMember annotation,
        Map<String, JsonNode> masks, List<IndexedObject> instances) {
    IndexLine {
        masks = Collections.unmodifiableMap(new LinkedHashMap<>(masks));
        instances = List.copyOf(instances);
    }

    /** A file of the part. */
    record IndexedMember(String path, long offset, long length) {}

    /**
     * An object.
     *
     * @param id its number in the item, from 1
     * @param bbox left, top, width and height
     */
    record IndexedObject(long id, int classIndex, List<Integer> bbox, long area, long visibleArea,
            @Nullable IndexedMember mask) {
        IndexedObject {
            bbox = List.copyOf(bbox);
        }
    }

    /** What names the item in the list of its set. */
    String listedAs() {
        return key == null ? item : key;
    }

    /** All files of the item by their paths. */
    Map<String, IndexedMember> members() throws IOException {
        var members = new LinkedHashMap<String, IndexedMember>();
        put(members, image);
        put(members, annotation);
        for (var kind : masks.values()) {
            for (var mask : kind.isArray() ? kind : List.of(kind)) {
                put(members, JsonRecords.read(JsonRecords.write(mask), IndexedMember.class));
            }
        }
        instances.forEach(object -> put(members, object.mask()));
        return members;
    }

    private static void put(Map<String, IndexedMember> members, @Nullable IndexedMember member) {
        if (member != null) {
            members.put(member.path(), member);
        }
    }

    /** Whether a path is that of a file of a kind. */
    boolean has(String kind, String path) {
        var files = masks.get(kind);
        return files != null && (path.equals(files.path("path").asText())
                || files.valueStream().anyMatch(file -> path.equals(file.path("path").asText())));
    }

    /** The machine mask's path; empty if there is none. */
    String machineMask() {
        var mask = masks.get("machine");
        return mask == null ? "" : mask.path("path").asText();
    }

    /** The visible pixels of each class that has some. */
    Map<Integer, Long> visibleByClass() {
        var pixels = new HashMap<Integer, Long>();
        for (var object : instances) {
            if (object.visibleArea() > 0 && object.classIndex() > 0) {
                pixels.merge(object.classIndex(), object.visibleArea(), Long::sum);
            }
        }
        return pixels;
    }
}
