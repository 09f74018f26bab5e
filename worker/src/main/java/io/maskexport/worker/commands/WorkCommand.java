package io.maskexport.worker.commands;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/** The service. */
@Command(name = "work", description = "Runs the service: takes requests from Kafka until it is told to stop.")
public final class WorkCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 1;
    }
}
