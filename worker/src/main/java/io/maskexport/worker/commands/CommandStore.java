package io.maskexport.worker.commands;

import java.io.IOException;

import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.client.ServerProbe;
import io.maskexport.worker.failure.StepRetrier;

/** Opens the object store for a command that somebody waits for. */
final class CommandStore {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private CommandStore() {}

    /** @throws IOException at once if the store cannot be reached, with the remedy */
    static MinioObjectStore open(S3Settings settings) throws IOException {
        var endpoint = settings.endpoint();
        int standard = endpoint.getScheme().equals("https") ? HTTPS : HTTP;
        var problem = ServerProbe.problem(endpoint.getHost(), endpoint.getPort() < 0 ? standard : endpoint.getPort());
        if (!problem.isEmpty()) {
            throw new IOException("the object store at " + endpoint + " cannot be reached: " + problem
                    + "; check S3_ENDPOINT, and whether the store is running");
        }
        CommandLog.beside();
        CommandLog.unite();
        return new MinioObjectStore(settings, StepRetrier.system());
    }
}
