package io.maskexport.worker.verify;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
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
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) Map<String, List<IndexedMember>> masks,
        List<IndexedObject> instances) {
    IndexLine {
        var copies = new LinkedHashMap<String, List<IndexedMember>>();
        masks.forEach((kind, files) -> copies.put(kind, List.copyOf(files)));
        masks = Collections.unmodifiableMap(copies);
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
    Map<String, IndexedMember> members() {
        var members = new LinkedHashMap<String, IndexedMember>();
        put(members, image);
        put(members, annotation);
        masks.values().forEach(files -> files.forEach(file -> put(members, file)));
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
        return masks.getOrDefault(kind, List.of()).stream().anyMatch(file -> path.equals(file.path()));
    }

    /** The machine mask's path; empty if there is none. */
    String machineMask() {
        return masks.getOrDefault("machine", List.of()).stream().map(IndexedMember::path).findFirst().orElse("");
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
