package io.maskexport.worker.protocol;

import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.worker.bucket.ObjectRef;

/**
 * Where requests may read and write; everything else is denied. How many exports of a tenant may be in flight.
 *
 * @param readable {@code bucket} or {@code bucket/prefix}; {@code *} is everything
 * @param writable likewise
 * @param inFlight exports of a tenant at a time
 */
public record AccessPolicy(List<String> readable, List<String> writable, InFlightQuota inFlight) {
    public AccessPolicy {
        readable = List.copyOf(readable);
        writable = List.copyOf(writable);
    }

    /** Any number of exports may be in flight. */
    public AccessPolicy(List<String> readable, List<String> writable) {
        this(readable, writable, InFlightQuota.NONE);
    }

    /** Why a request is refused; empty when it may go ahead. */
    Optional<ExportRejected> refusal(ExportRequested request) {
        if (!allows(readable, request.source())) {
            return Optional.of(refusal(request, ReasonCode.FORBIDDEN_SOURCE, "reading", request.source()));
        }
        if (!mayWrite(request.destination())) {
            return Optional.of(refusal(request, ReasonCode.FORBIDDEN_DESTINATION, "writing", request.destination()));
        }
        var since = request.since();
        if (since != null && !mayReadEarlier(new ObjectRef(since.bucket(), since.key()))) {
            return Optional.of(new ExportRejected(request.requestId(), ReasonCode.FORBIDDEN_SOURCE,
                    "since: reading s3://%s/%s is not allowed".formatted(since.bucket(), since.key()), List.of()));
        }
        return Optional.empty();
    }

    /** An earlier export is where exports go. */
    boolean mayReadEarlier(ObjectRef object) {
        var location = new BucketLocation(object.bucket(), object.key());
        return allows(readable, location) || allows(writable, location);
    }

    boolean mayWrite(BucketLocation location) {
        return allows(writable, location);
    }

    private static ExportRejected refusal(ExportRequested request, ReasonCode reason, String what,
            BucketLocation where) {
        return new ExportRejected(request.requestId(), reason,
                "%s s3://%s/%s is not allowed".formatted(what, where.bucket(), where.prefix()), List.of());
    }

    /** Whole segments count: {@code team-a} says nothing of {@code team-ab/}. */
    private static boolean allows(List<String> places, BucketLocation location) {
        var path = location.bucket() + "/" + location.prefix();
        return places.stream().anyMatch(
                place -> place.equals("*") || path.startsWith(place.endsWith("/") ? place : place + "/"));
    }
}
