package io.maskexport.resilience.simulation;

import java.io.IOException;

import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Watches what a worker of the older version records: nothing of an export that it does not understand. */
final class VersionAudit extends ForwardingStore {
    private final SimulatedWorld world;
    private final SimulatedProcess process;

    VersionAudit(ObjectStore honest, SimulatedWorld world, SimulatedProcess process) {
        super(honest);
        this.world = world;
        this.process = process;
    }

    @Override
    public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
        boolean written = honest.putIfAbsent(ref, content, contentType);
        var key = ref.key();
        if (written && key.startsWith(ProtocolHost.WORK.key()) && isProgress(key) && needsFeature(key)) {
            world.reportViolation(process + " does not understand the export whose record it wrote: " + key);
        }
        return written;
    }

    private static boolean isProgress(String key) {
        return key.contains("/parts/") || key.contains("/tasks/") || key.endsWith("/end.json");
    }

    private boolean needsFeature(String key) {
        var folder = key.substring(0, key.indexOf('/', ProtocolHost.WORK.key().length()) + 1);
        return world.bucket().read(folder + "plan.json")
                .filter(plan -> new String(plan, UTF_8).contains("\"" + WorkerVersion.FEATURE + "\"")).isPresent();
    }
}
