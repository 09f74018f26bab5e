package io.maskexport.worker.service;

import java.util.Optional;

import io.maskexport.worker.metrics.WorkerMeter.UnreadyReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Logs when readiness or liveness turns, and why. One thread calls it, from time to time. */
final class HealthLog {
    /** Each turn is a line, also if it repeats. */
    private static final Marker TURN = MarkerFactory.getMarker("turn");
    private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);

    private final Liveness liveness;
    private Optional<UnreadyReason> unready = Optional.of(UnreadyReason.STARTING);
    private boolean dead;

    HealthLog(Liveness liveness) {
        this.liveness = liveness;
    }

    /** Logs what differs from the last time. A worker that starts becomes ready once; only then it can cease to be. */
    void check() {
        var now = liveness.unreadiness();
        var reason = now.map(Unreadiness::reason);
        if (!reason.equals(unready)) {
            now.ifPresentOrElse(this::becameUnready, this::becameReady);
        }
        var died = liveness.dead();
        if (died.isPresent() != dead) {
            died.ifPresentOrElse(why -> LOG.error(TURN, "not alive, to be restarted: {}", why),
                    () -> LOG.info("alive again"));
            dead = died.isPresent();
        }
    }

    private void becameReady() {
        LOG.info("ready");
        unready = Optional.empty();
    }

    private void becameUnready(Unreadiness now) {
        boolean starts = unready.filter(UnreadyReason.STARTING::equals).isPresent();
        if (now.reason() == UnreadyReason.STOPPING || (starts && now.reason() == UnreadyReason.GROUP)) {
            return;
        }
        LOG.warn(TURN, "not ready: {}", now.text());
        unready = Optional.of(now.reason());
    }
}
