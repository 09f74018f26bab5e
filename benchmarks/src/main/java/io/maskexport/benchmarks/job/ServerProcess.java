package io.maskexport.benchmarks.job;

import java.nio.file.Path;

import io.maskexport.sandbox.Sandbox;

/** Broker and bucket in a separate process, so that their memory and time are not counted as a worker's. */
final class ServerProcess {
    private ServerProcess() {}

    /**
     * Prints a worker's environment, followed by a blank line; runs until its input ends.
     *
     * @param arguments the folder whose subfolders are the buckets
     */
    static void main(String[] arguments) throws Exception {
        try (var sandbox = Sandbox.start(Path.of(arguments[0]))) {
            sandbox.environment().forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println();
            while (System.in.read() >= 0) {
                // Input is ignored.
            }
        }
    }
}
