package io.maskexport.worker.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.maskexport.contracts.ReasonCode;

/**
 * How the attempts at a piece of work failed so far.
 *
 * @param count number of failed attempts
 * @param doubt common reason of the last attempts in a row, if it is one that is believed only when it stays
 */
public record FailedAttempts(int count, Optional<Doubt> doubt) {
    public static final FailedAttempts NONE = new FailedAttempts(0, Optional.empty());

    /**
     * A doubtful reason for which attempts in a row failed.
     *
     * @param attempts their number
     * @param since when the first of them had failed
     * @param latest when the last of them began
     */
    public record Doubt(ReasonCode reason, int attempts, Instant since, Instant latest) {
        /** The doubt after one more attempt that failed for a reason; it begins anew with another reason. */
        public static Doubt after(Optional<Doubt> before, ReasonCode reason, Instant begun, Instant ended) {
            var same = before.filter(doubt -> doubt.reason == reason);
            return new Doubt(reason, same.map(Doubt::attempts).orElse(0) + 1, same.map(Doubt::since).orElse(ended),
                    begun);
        }

        /**
         * Number of attempts as far as they count. A denial that has not lasted is never believed: rights and keys take time to
         * spread. It lasts from the end of its first attempt to the start of its last, so late answers do not prolong it.
         *
         * @param least shortest time of a denial that is believed
         */
        public int counted(Duration least) {
            boolean young = reason == ReasonCode.ACCESS_DENIED
                    && Duration.between(since, latest).compareTo(least) < 0;
            return young ? Math.min(attempts, AttemptDecision.TRIES_IN_DOUBT - 1) : attempts;
        }
    }
}
