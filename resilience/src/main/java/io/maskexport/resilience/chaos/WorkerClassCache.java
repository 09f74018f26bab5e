package io.maskexport.resilience.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.maskexport.sandbox.WorkerProcess;

/**
 * A class cache (JEP 514), which halves the processor time of a worker's start. The JDK creates one only if the class
 * path consists of jars; otherwise workers start normally.
 */
final class WorkerClassCache {
    private final Map<String, String> environment;
    private final List<String> jvm;
    private final Path cache;

    /** The work during which the cache records loaded classes. */
    interface TrainingRun {
        void run() throws Exception;
    }

    /** @param folder for the cache */
    WorkerClassCache(Map<String, String> environment, List<String> jvm, Path folder) throws IOException {
        this.environment = environment;
        this.jvm = jvm;
        this.cache = Files.createDirectories(folder).resolve("worker.aot").toAbsolutePath();
    }

    /** Runs a worker through the training run; returns the JVM options that use the cache. */
    List<String> learn(TrainingRun training) throws Exception {
        Files.deleteIfExists(cache);
        try (var worker = WorkerProcess.work(environment, trainingOptions())) {
            training.run();
            worker.terminate();
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    private List<String> trainingOptions() {
        var options = new ArrayList<>(jvm);
        boolean allJars = List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .noneMatch(entry -> Files.isDirectory(Path.of(entry)));
        if (allJars) {
            options.add("-XX:AOTCacheOutput=" + cache);
        }
        return options;
    }
}
