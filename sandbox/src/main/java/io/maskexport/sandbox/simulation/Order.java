package io.maskexport.sandbox.simulation;

import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.Archive;
import io.maskexport.contracts.Compat;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.Location;
import io.maskexport.contracts.Options;
import io.maskexport.contracts.Project;

/**
 * What a client does with one export. Times are in microseconds.
 *
 * @param sent when the request is sent, perhaps more than once
 * @param cancelled when its cancellation is sent
 * @param cancelledAt the destination that the cancellation names, which may be a wrong one
 * @param change of the project meanwhile
 */
record Order(ExportRequested request, Sample sample, List<Long> sent, List<Long> cancelled, Location cancelledAt,
        Optional<Change> change) {
    /** Where all exports go. */
    static final Location DESTINATION = new Location(Bucket.NAME, "out/");
    /** Where some cancellations say that they go. */
    static final Location ELSEWHERE = new Location(Bucket.NAME, "elsewhere/");

    private static final Options OPTIONS = new Options(false, false, 50, true, false, false, 2, Compat.STRICT);

    /** A file of the project gets other content. */
    record Change(long at, String path, byte[] content) {}

    static ExportRequested request(String id, Archive archive) {
        return new ExportRequested(id, new Location(Bucket.NAME, "in/" + id + "/"), new Project(7, "lemons"), List.of(),
                OPTIONS, DESTINATION, archive);
    }

    String source(String path) {
        return request.source().prefix() + path;
    }

    /** Where everything goes that is made. */
    String destination() {
        return request.destination().prefix() + request.requestId() + "/";
    }

    /** Where nothing may go but the word that it was cancelled. */
    String elsewhere() {
        return ELSEWHERE.prefix() + request.requestId() + "/";
    }
}
