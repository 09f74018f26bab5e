package io.maskexport.worker.intake;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.maskexport.worker.settings.WorkerSettings.QueueProtocol;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;

/**
 * How workers share records.
 *
 * @param shared true for a share group, false for a consumer group
 * @param kip848 whether consumer groups use the KIP-848 protocol
 */
public record GroupProtocol(boolean shared, boolean kip848) {
    /**
     * Chooses by configuration and by the broker's features.
     *
     * @throws IllegalStateException if a share group is required and the broker has none
     */
    public static GroupProtocol choose(QueueProtocol wish, Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        var features = admin.describeFeatures().featureMetadata().get(60, TimeUnit.SECONDS);
        boolean share = has(features, "share.version");
        if (wish == QueueProtocol.SHARE && !share) {
            throw new IllegalStateException("QUEUE_PROTOCOL=share, but the broker has no share groups (share.version)");
        }
        return new GroupProtocol(share && wish != QueueProtocol.GROUP, has(features, "group.version"));
    }

    private static boolean has(FeatureMetadata features, String name) {
        var level = features.finalizedFeatures().get(name);
        return level != null && level.maxVersionLevel() >= 1;
    }
}
