package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.maskexport.contracts.ExportRequested;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;

/**
 * The exports of each tenant that are in flight, as small objects in the work bucket:
 * {@code .tenants/TENANT/REQUEST/RECORD-ID}.
 *
 * <p>A worker writes a claim, then counts the requests that have claims, and withdraws the claims of its record if there are
 * too many. So the quota holds for all workers together; two claims at the same time may both be withdrawn, and are tried
 * again. A copy of the request is another record, and withdraws no claim that the first one goes by. Only if two attempts
 * process the same record at once, because the broker forgot its lock, one of them may.
 *
 * <p>The next attempt at a record withdraws or takes over what a dead one claimed. The claims of a request whose export has
 * ended are deleted by whoever ended it, or by the next worker that is one too many.
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

    /**
     * Claims one of the tenant's places; false if all are taken. An export that is decided keeps its place.
     *
     * @param record the request's record, the same in each delivery
     */
    boolean claim(ExportRequested request, String record) throws IOException {
        if (ports.folder(request.requestId()).isDecided()) {
            return true;
        }
        ports.store().put(claims(request, record).resolve(ports.randomId()), new byte[0], "text/plain");
        if (others(request) < most) {
            return true;
        }
        delete(claims(request, record));
        return false;
    }

    /** Number of other requests of the tenant that have claims. */
    private int others(ExportRequested request) throws IOException {
        Map<String, List<ObjectInfo>> claims = new TreeMap<>();
        ports.store().list(tenant(request)).forEachRemaining(
                claim -> claims.computeIfAbsent(requestId(claim), _ -> new ArrayList<>()).add(claim));
        claims.remove(request.requestId());
        if (claims.size() >= most) {
            for (var other : List.copyOf(claims.entrySet())) {
                if (isOver(other.getKey(), other.getValue())) {
                    delete(other.getValue());
                    claims.remove(other.getKey());
                }
            }
        }
        return claims.size();
    }

    private boolean isOver(String requestId, List<ObjectInfo> claims) throws IOException {
        var folder = ports.folder(requestId);
        var before = ports.clock().instant().minus(deadline);
        return folder.isAnnounced()
                || (claims.stream().allMatch(claim -> claim.modified().isBefore(before)) && !folder.isDecided());
    }

    /** Whether the export of a claim is decided and has not ended. */
    static boolean isInFlight(ProtocolPorts ports, ObjectInfo claim) throws IOException {
        var folder = ports.folder(requestId(claim));
        return !folder.isAnnounced() && folder.isDecided();
    }

    /** Gives the place of an export back if it has ended. */
    void release(ExportRequested request) throws IOException {
        var _ = releaseEnded(request);
    }

    private boolean releaseEnded(ExportRequested request) throws IOException {
        boolean ended = ports.folder(request.requestId()).isAnnounced();
        if (ended) {
            delete(claims(request));
        }
        return ended;
    }

    /** Gives the place of an export back if it has ended, or this record's claims if it never began. */
    void release(ExportRequested request, String record) throws IOException {
        if (!releaseEnded(request) && !ports.folder(request.requestId()).isDecided()) {
            delete(claims(request, record));
        }
    }

    private void delete(ObjectRef prefix) throws IOException {
        List<ObjectInfo> claims = new ArrayList<>();
        ports.store().list(prefix).forEachRemaining(claims::add);
        delete(claims);
    }

    private void delete(List<ObjectInfo> claims) throws IOException {
        for (var claim : claims) {
            ports.store().delete(claim.ref());
        }
    }

    private ObjectRef tenant(ExportRequested request) {
        return ports.work().resolve(FOLDER + (request.tenant() == null ? COMMON : request.tenant()) + "/");
    }

    private ObjectRef claims(ExportRequested request) {
        return tenant(request).resolve(request.requestId() + "/");
    }

    private ObjectRef claims(ExportRequested request, String record) {
        return claims(request).resolve(record + "-");
    }

    /** Earlier versions write {@code .tenants/TENANT/REQUEST}. */
    private static String requestId(ObjectInfo claim) {
        var key = claim.ref().key();
        return key.substring(key.lastIndexOf(FOLDER) + FOLDER.length()).split("/")[1];
    }
}
