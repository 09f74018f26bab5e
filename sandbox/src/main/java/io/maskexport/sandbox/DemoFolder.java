package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the demo leaves: the buckets, the export unpacked, a page of it, and what a request of one's own needs. */
record DemoFolder(Path root) {
    /** Where the project is in its bucket. */
    static final String PREFIX = "street-and-harbour/";
    /** Id of the request that is left for the user. */
    private static final String OWN_REQUEST_ID = "demo-2";
    /** Settings that a client needs. */
    private static final List<String> CLIENT_SETTINGS = List.of("KAFKA_BOOTSTRAP_SERVERS", "S3_ENDPOINT",
            "S3_ACCESS_KEY", "S3_SECRET_KEY", "WORK_BUCKET");

    Path buckets() {
        return root.resolve("buckets");
    }

    Path unpacked() {
        return root.resolve("unpacked");
    }

    Path page() {
        return root.resolve("index.html");
    }

    Path requestFile() {
        return root.resolve("request.json");
    }

    Path environmentFile() {
        return root.resolve("env");
    }

    void clear() throws IOException {
        FolderContent.delete(root);
        Files.createDirectories(unpacked());
    }

    static String request(String id) {
        return """
                {
                  "version": 1,
                  "requestId": "%s",
                  "source": {"bucket": "%s", "prefix": "%s"},
                  "project": {"id": 1, "name": "street-and-harbour"},
                  "options": {"semanticRgbMasks": true, "instanceMasks": true},
                  "destination": {"bucket": "%s", "prefix": "demo/"}
                }""".formatted(id, Sandbox.PROJECTS, PREFIX, Sandbox.EXPORTS);
    }

    /** Writes a request and the settings of a client, for a shell to read. */
    void writeInputs(Map<String, String> environment) throws IOException {
        Files.writeString(requestFile(), request(OWN_REQUEST_ID) + "\n");
        Files.writeString(environmentFile(), CLIENT_SETTINGS.stream()
                .map(name -> "export " + name + "=" + environment.get(name) + "\n").collect(Collectors.joining()));
    }

    /** Number of files of each kind, by folder: {@code img 4, ann 4 …}. */
    String kinds() throws IOException {
        try (var files = Files.walk(unpacked())) {
            var counts = files.filter(Files::isRegularFile).map(unpacked()::relativize)
                    .filter(file -> file.getNameCount() > 2)
                    .collect(Collectors.groupingBy(DemoFolder::kind, java.util.TreeMap::new, Collectors.counting()));
            return counts.entrySet().stream().map(kind -> kind.getKey() + " " + kind.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    /** The folder of an item's file below its dataset; instance masks have one more of their own. */
    private static String kind(Path file) {
        int names = file.getNameCount();
        var parent = file.getName(names - 2).toString();
        return names > 3 && file.getName(names - 3).toString().startsWith("masks_")
                ? file.getName(names - 3).toString()
                : parent;
    }
}
