package io.maskexport.resilience.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A project in a bucket, and the files that its export must contain.
 *
 * @param files paths within the project, and their ETags
 * @param classes class titles of each annotation's labels, in order, by the annotation's path
 */
record SourceProject(SortedMap<String, String> files, Map<String, List<String>> classes) {
    /** In place of an ETag, for generated files: they must be PNG or JSON, and nothing else is known of them. */
    static final String MADE = "";

    static final SourceProject NONE = new SourceProject(new TreeMap<>(), Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    static SourceProject of(AuditEvidence.BucketContent objects, String bucket, String prefix) throws IOException {
        var files = new TreeMap<String, String>();
        var classes = new HashMap<String, List<String>>();
        for (var stored : objects.list(bucket, prefix)) {
            var path = stored.key().substring(prefix.length());
            files.put(path, stored.etag());
            if (path.contains("/ann/")) {
                try (var in = objects.open(bucket, stored.key())) {
                    classes.put(path, labels(in.readAllBytes()));
                }
            }
        }
        return new SourceProject(files, classes);
    }

    private static List<String> labels(byte[] annotation) throws IOException {
        var titles = new ArrayList<String>();
        JSON.readTree(annotation).path("objects").forEach(label -> titles.add(label.path("classTitle").asText()));
        return titles;
    }

    boolean hasMeta() {
        return files.containsKey("meta.json");
    }

    Set<String> datasets() {
        var datasets = new TreeSet<String>();
        files.keySet().stream().filter(path -> path.contains("/img/"))
                .forEach(path -> datasets.add(path.substring(0, path.indexOf('/'))));
        return datasets;
    }

    /** Paths in the archive, each with the ETag of the original that it copies, or {@link #MADE}. */
    SortedMap<String, String> members(AuditedRequest request) {
        var members = new TreeMap<String, String>();
        images(request).forEach(image -> addItem(members, request, image));
        members.put("meta.json", files.getOrDefault("meta.json", MADE));
        if (request.masks("machineMasks")) {
            members.put("obj_class_to_machine_color.json", MADE);
        }
        if (request.masks("semanticRgbMasks")) {
            members.put("obj_class_to_semantic_color.json", MADE);
        }
        if (request.indexed()) {
            members.put("classes.json", MADE);
        }
        return members;
    }

    List<String> images(AuditedRequest request) {
        return files.keySet().stream().filter(path -> path.contains("/img/"))
                .filter(path -> request.datasets().isEmpty()
                        || request.datasets().contains(path.substring(0, path.indexOf('/'))))
                .toList();
    }

    private void addItem(Map<String, String> members, AuditedRequest request, String image) {
        var annotation = image.replace("/img/", "/ann/") + ".json";
        members.put(image, files.getOrDefault(image, MADE));
        members.put(annotation, files.getOrDefault(annotation, MADE));
        var dataset = image.substring(0, image.indexOf("/img/"));
        var stem = image.substring(image.lastIndexOf('/') + 1, image.lastIndexOf('.'));
        Map.of("humanMasks", "masks_human", "machineMasks", "masks_machine", "semanticRgbMasks", "masks_semantic_rgb")
                .forEach((kind, folder) -> {
                    if (request.masks(kind)) {
                        members.put(dataset + "/" + folder + "/" + stem + ".png", MADE);
                    }
                });
        if (request.masks("instanceMasks")) {
            var folder = dataset + "/masks_instances/" + stem + "/";
            instances(classes.getOrDefault(annotation, List.of())).forEach(name -> members.put(folder + name, MADE));
        }
    }

    /** {@code house.png}, {@code house_01.png} … in label order. */
    private static Set<String> instances(List<String> titles) {
        var names = new HashSet<String>();
        for (var title : titles) {
            var name = title + ".png";
            for (int n = 1; !names.add(name); n++) {
                name = "%s_%02d.png".formatted(title, n);
            }
        }
        return names;
    }
}
