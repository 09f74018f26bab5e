package io.maskexport.worker.service;

import io.maskexport.picture.JpegBackend;
import io.maskexport.worker.bucket.S3Credentials;
import io.maskexport.worker.ops.QuantityText;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.tracing.TraceCollector;

/** What a worker says of itself when it starts: what most questions about its behaviour begin with. */
final class StartLine {
    private StartLine() {}

    static String of(String version, WorkerSettings settings) {
        var render = settings.render();
        return "version %s, Java %s, %s %s, %s, heap %s, %s for images in flight, JPEG decoder %s, credentials: %s, traces: %s"
                .formatted(version, Runtime.version().feature(), group(settings), settings.kafka().group(),
                        QuantityText.count(render.threads(), "render thread"),
                        QuantityText.bytes(Runtime.getRuntime().maxMemory()), QuantityText.bytes(render.memory()),
                        decoder(render.jpeg()), credentials(settings.storage().s3().credentials()),
                        settings.ops().collector().map(StartLine::traces).orElse("none"));
    }

    private static String group(WorkerSettings settings) {
        return switch (settings.queue().protocol()) {
            case AUTO -> "share group (consumer group if the broker has no share groups)";
            case SHARE -> "share group";
            case GROUP -> "consumer group";
        };
    }

    private static String traces(TraceCollector collector) {
        return "to " + collector.address() + ", of requests without one "
                + (collector.ratio() == 1 ? "all" : "a share of " + collector.ratio());
    }

    private static String decoder(JpegBackend chosen) {
        boolean turbo = chosen != JpegBackend.JDK && JpegBackend.TURBO.isAvailable();
        return turbo ? "libturbojpeg" : "of the JDK";
    }

    private static String credentials(S3Credentials credentials) {
        return switch (credentials) {
            case S3Credentials.StaticKeys _ -> "keys of the settings";
            case S3Credentials.EnvironmentKeys _ -> "keys of the environment";
            case S3Credentials.PlatformIdentity _ -> "identity of the platform";
            case S3Credentials.ConfigProfile(var name) -> "profile " + name;
        };
    }
}
