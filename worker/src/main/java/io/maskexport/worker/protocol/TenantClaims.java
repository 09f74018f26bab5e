package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.plan.WorkFolder;

/**
 * The exports of each tenant that are in flight, as small objects in the work bucket. A worker writes its claim first and then
 * counts all claims, and withdraws its own if there are too many. So the quota is never exceeded, on however many workers; two
 * claims at the same time may both be withdrawn, and are tried again. A claim whose export has ended without deleting it is
 * deleted by the next worker that is one too many.
 */
final class TenantClaims {
    /** Folder of all claims; it is no request's id. */
    static final String FOLDER = ".tenants/";
    /** Folder of the common tenant; it is no tenant's name. */
    private static final String COMMON = ".common";

    private final ProtocolPorts ports;
    private final int most;
    private final Duration deadline;

    /**
     * @param most exports of a tenant
     * @param deadline after which a request that never came to a decision is forgotten
     */
    TenantClaims(ProtocolPorts ports, int most, Duration deadline) {
        this.ports = ports;
        this.most = most;
        this.deadline = deadline;
    }

    /** Claims one of the tenant's places; false if all are taken. An export that is decided keeps its place. */
    boolean claim(ExportRequested request) throws IOException {
        if (ports.folder(request.requestId()).isDecided()) {
            return true;
        }
        var claim = claim(request, request.requestId());
        ports.store().put(claim, new byte[0], "text/plain");
        if (count(request, claim) <= most) {
            return true;
        }
        ports.store().delete(claim);
        return false;
    }

    private int count(ExportRequested request, ObjectRef own) throws IOException {
        var others = new ArrayList<ObjectInfo>();
        ports.store().list(claim(request, "")).forEachRemaining(others::add);
        others.removeIf(other -> other.ref().equals(own));
        if (others.size() >= most) {
            for (var other : others.toArray(ObjectInfo[]::new)) {
                if (isOver(other)) {
                    ports.store().delete(other.ref());
                    others.remove(other);
                }
            }
        }
        return others.size() + 1;
    }

    private boolean isOver(ObjectInfo claim) throws IOException {
        boolean old = claim.modified().plus(deadline).isBefore(ports.clock().instant());
        return folder(ports, claim).isAnnounced() || (old && !isInFlight(ports, claim));
    }

    /** Whether the export of a claim is decided and has not ended. */
    static boolean isInFlight(ProtocolPorts ports, ObjectInfo claim) throws IOException {
        var folder = folder(ports, claim);
        return !folder.isAnnounced() && folder.isDecided();
    }

    private static WorkFolder folder(ProtocolPorts ports, ObjectInfo claim) {
        var key = claim.ref().key();
        return ports.folder(key.substring(key.lastIndexOf('/') + 1));
    }

    /** Gives the place of an export back if it has ended, or never began. */
    void release(ExportRequested request) throws IOException {
        var folder = ports.folder(request.requestId());
        if (folder.isAnnounced() || !folder.isDecided()) {
            ports.store().delete(claim(request, request.requestId()));
        }
    }

    private ObjectRef claim(ExportRequested request, String requestId) {
        var tenant = request.tenant() == null ? COMMON : request.tenant();
        return ports.work().resolve(FOLDER + tenant + "/" + requestId);
    }
}
