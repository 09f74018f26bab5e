package io.maskexport.worker.commands;

import java.io.IOException;
import java.util.Optional;

import io.maskexport.contracts.BucketLocation;
import io.maskexport.contracts.CancelRequested;
import io.maskexport.contracts.CommandReader;
import io.maskexport.contracts.CommandResult;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.RecordEnvelope;
import io.maskexport.contracts.RequestDigest;
import io.maskexport.contracts.RequestId;

/**
 * The export that a user names, by the id of its request or by its file.
 *
 * @param destination that the request names, if it is known
 * @param digest of the request, if it is known
 */
record FollowTarget(String requestId, Optional<BucketLocation> destination, Optional<String> digest) {
    /**
     * Reads what a user named.
     *
     * @param destination if the user named that, too
     * @throws IOException if it is neither an id nor the file of a valid request
     */
    static FollowTarget of(String target, Optional<BucketLocation> destination) throws IOException {
        if (RequestId.isValid(target)) {
            return new FollowTarget(target, destination, Optional.empty());
        }
        return switch (CommandReader.read(RecordEnvelope.bare(RequestFile.read(target)))) {
            case CommandResult.ValidCommand(ExportRequested export, _, _) -> new FollowTarget(export.requestId(),
                    Optional.of(export.destination()), Optional.of(RequestDigest.of(export)));
            case CommandResult.ValidCommand(CancelRequested cancel, _, _) ->
                new FollowTarget(cancel.requestId(), Optional.of(cancel.destination()), Optional.empty());
            case CommandResult.RefusedCommand(var rejection, _) -> throw new IOException(EventText.rejected(rejection));
            case CommandResult.UnreadableRecord(_, var detail) -> throw new IOException(detail);
        };
    }
}
