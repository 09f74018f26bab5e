package io.maskexport.worker.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.maskexport.contracts.ReasonCode;

/**
 * The failed attempts at a piece of work so far.
 *
 * @param count number of failed attempts
 * @param doubt the doubtful reason that the last consecutive attempts share, if any
 */
public record FailedAttempts(int count, Optional<Doubt> doubt) {
    public static final FailedAttempts NONE = new FailedAttempts(0, Optional.empty());

    /**
     * A doubtful reason of consecutive failed attempts.
     *
     * @param attempts their number
     * @param since when the first of them had failed
     * @param latest when the last of them began
     */
    public record Doubt(ReasonCode reason, int attempts, Instant since, Instant latest) {
        /** The doubt after one more failed attempt; a different reason starts a new one. */
        public static Doubt after(Optional<Doubt> before, ReasonCode reason, Instant begun, Instant ended) {
            var same = before.filter(doubt -> doubt.reason == reason);
            return new Doubt(reason, same.map(Doubt::attempts).orElse(0) + 1, same.map(Doubt::since).orElse(ended),
                    begun);
        }

        /**
         * Number of attempts that count. A short denial never counts, because rights and keys take time to propagate. A denial
         * lasts from the end of its first attempt to the start of its last, so that late answers do not prolong it.
         *
         * @param least how long a denial must last to count
         */
        public int counted(Duration least) {
            boolean young = reason == ReasonCode.ACCESS_DENIED
                    && Duration.between(since, latest).compareTo(least) < 0;
            return young ? Math.min(attempts, AttemptDecision.TRIES_IN_DOUBT - 1) : attempts;
        }
    }
}
