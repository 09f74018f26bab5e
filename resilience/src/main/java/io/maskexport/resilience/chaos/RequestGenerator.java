package io.maskexport.resilience.chaos;

import java.io.IOException;
import java.util.Random;

import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

/**
 * Generates requests of all kinds, the same for the same seed: small, large, with one or many tasks, cancelled,
 * repeated and invalid.
 */
final class RequestGenerator {
    /** Largest number of items in a task, so that a project of 60 images has ten tasks. */
    static final int TASK_ITEMS = 6;

    private final Random random;
    private int number;

    /**
     * A request, or an invalid record in its place.
     *
     * @param id empty for an invalid record
     */
    record GeneratedRequest(String id, String value, boolean twice, boolean cancelled) {}

    /** Projects by number and side of images; the parts of {@code LARGE} need multipart uploads. */
    private enum ProjectSize {
        ONE(1, 40), FEW(6, 40), SOME(24, 48), MANY(60, 48), LARGE(3, 1200);

        final int images;
        final int side;

        ProjectSize(int images, int side) {
            this.images = images;
            this.side = side;
        }

        String prefix() {
            return "chaos/" + name().toLowerCase(java.util.Locale.ROOT) + "/";
        }
    }

    RequestGenerator(Random random) {
        this.random = random;
    }

    static void uploadProjects(ObjectStore store) throws IOException {
        for (var project : ProjectSize.values()) {
            GeneratedProject.upload(store, new ObjectRef(Sandbox.PROJECTS, project.prefix()), project.images,
                    project.side, 5);
        }
    }

    GeneratedRequest next() {
        var id = "request-%04d".formatted(++number);
        int draw = random.nextInt(100);
        return switch (draw) {
            case 0, 1, 2 -> new GeneratedRequest("", "no request: " + number, false, false);
            case 3, 4 -> once(id, json(id, 2, Sandbox.PROJECTS, ProjectSize.FEW.prefix(), ""));
            case 5, 6 -> once(id, json(id, 1, "secrets", ProjectSize.FEW.prefix(), ""));
            case 7, 8 -> once(id, json(id, 1, Sandbox.PROJECTS, "chaos/nowhere/", ""));
            case 9, 10 -> once(id, json(id, 1, Sandbox.PROJECTS, ProjectSize.FEW.prefix(),
                    ", \"datasets\": [\"dataset-1\", \"nowhere\"]"));
            default -> new GeneratedRequest(id, good(id), draw < 18, draw >= 18 && draw < 30);
        };
    }

    private static GeneratedRequest once(String id, String json) {
        return new GeneratedRequest(id, json, false, false);
    }

    private String good(String id) {
        int draw = random.nextInt(100);
        if (draw < 6) {
            return json(id, 1, Sandbox.PROJECTS, ProjectSize.LARGE.prefix(), ", \"options\": {\"humanMasks\": false}");
        }
        var project = draw < 15
                ? ProjectSize.ONE
                : draw < 35 ? ProjectSize.FEW : draw < 65 ? ProjectSize.SOME : ProjectSize.MANY;
        return json(id, 1, Sandbox.PROJECTS, project.prefix(), datasets(project) + options() + archive());
    }

    private String datasets(ProjectSize project) {
        return project != ProjectSize.ONE && random.nextInt(4) == 0
                ? ", \"datasets\": [\"dataset-0\", \"dataset-3\"]"
                : "";
    }

    private String options() {
        return switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> ", \"options\": {\"semanticRgbMasks\": true, \"instanceMasks\": true}";
            default -> ", \"options\": {\"humanMasks\": false, \"instanceMasks\": true}";
        };
    }

    private String archive() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> ", \"archive\": {\"partMaxBytes\": 100000, \"naming\": \"volume\"}";
            case 2 -> ", \"archive\": {\"partMaxBytes\": 100000, \"index\": true}";
            default -> ", \"archive\": {\"partMaxBytes\": %d}".formatted(random.nextBoolean() ? 60_000 : 150_000);
        };
    }

    private static String json(String id, int version, String bucket, String prefix, String more) {
        return """
                {"version": %d, "requestId": "%s", "source": {"bucket": "%s", "prefix": "%s"}, \
                "project": {"id": 7, "name": "chaos"}, "destination": {"bucket": "%s", "prefix": "out/"}%s}"""
                .formatted(version, id, bucket, prefix, Sandbox.EXPORTS, more);
    }

    static String cancellation(String id) {
        return """
                {"version": 1, "requestId": "%s", "destination": {"bucket": "%s", "prefix": "out/"}}"""
                .formatted(id, Sandbox.EXPORTS);
    }
}
