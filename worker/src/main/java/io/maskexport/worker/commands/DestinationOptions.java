package io.maskexport.worker.commands;

import java.util.Optional;

import io.maskexport.contracts.BucketLocation;
import picocli.CommandLine.Option;

/** The destination of a request, by which a command finds what the request's id alone does not tell. */
final class DestinationOptions {
    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The request's destination.bucket.")
    private String bucket = "";

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "The request's destination.prefix. Default: none.")
    private String prefix = "";

    /** Empty without {@code --bucket}. */
    Optional<BucketLocation> destination() {
        return bucket.isEmpty() ? Optional.empty() : Optional.of(new BucketLocation(bucket, prefix));
    }

    /** The options that name a destination, for a shell. */
    static String of(BucketLocation destination) {
        var prefix = destination.prefix();
        return "--bucket " + destination.bucket()
                + (prefix.isEmpty() ? "" : " --prefix '" + prefix.replace("'", "'\\''") + "'");
    }
}
