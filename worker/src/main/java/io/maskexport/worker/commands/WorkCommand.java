package io.maskexport.worker.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.maskexport.worker.service.WorkerService;
import io.maskexport.worker.settings.WorkerSettings;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** The service. */
@Command(name = "work", mixinStandardHelpOptions = true, description = {
    "Runs the service: processes requests from Kafka until it is stopped (SIGTERM, Ctrl-C).",
    "Environment variables configure it; docs/settings.md lists them."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:stopped, and handed its work over", "1:cannot start", "2:invalid configuration",
        "3:fatal error, such as exhausted memory"})
public final class WorkCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        var trouble = TemporaryFolder.trouble();
        if (trouble.isPresent()) {
            throw new IOException("cannot start: " + trouble.get());
        }
        var settings = WorkerSettings.from(System.getenv());
        CommandLog.unite();
        var stop = new AtomicReference<Runnable>(
                () -> LoggerFactory.getLogger(WorkCommand.class).info("stopping: told to stop while starting"));
        var hook = new Thread(() -> {
            stop.get().run();
            Runtime.getRuntime().halt(0); // a worker that handed over ended well: not 143
        }, "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        var service = start(settings, hook);
        service.endsAtErrors();
        stop.set(service::close);
        new CountDownLatch(1).await();
        return 0;
    }

    /** A worker that cannot start was not told to stop. */
    private static WorkerService start(WorkerSettings settings, Thread hook) throws IOException, InterruptedException {
        boolean started = false;
        try {
            var service = WorkerService.start(settings, BuildVersion.number());
            started = true;
            return service;
        } finally {
            if (!started) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }
}
