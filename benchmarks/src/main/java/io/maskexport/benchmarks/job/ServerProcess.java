package io.maskexport.benchmarks.job;

import java.nio.file.Path;

import io.maskexport.sandbox.Sandbox;

/** Broker and bucket as a process of their own, so that their memory and time are not those of a worker. */
final class ServerProcess {
    private ServerProcess() {}

    /**
     * Prints what a worker needs in its environment, a blank line at its end; runs until its input ends.
     *
     * @param arguments the folder whose folders are the buckets
     */
    static void main(String[] arguments) throws Exception {
        try (var sandbox = Sandbox.start(Path.of(arguments[0]))) {
            sandbox.environment().forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println();
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        }
    }
}
