package io.maskexport.worker.protocol;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.maskexport.contracts.ExportRejected;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.ReasonCode;
import io.maskexport.contracts.TraceContext;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.failure.Interruption;
import io.maskexport.worker.protocol.ExportProtocol.RecordReceipt;
import io.maskexport.worker.protocol.ExportProtocol.RequiredStep;
import io.maskexport.worker.work.StopSignal;
import io.maskexport.worker.work.WorkOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on requests within their tenant's quota of exports in flight; puts off or refuses those beyond it. */
final class TenantPlaces {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_RANGE_MILLIS = 20_000;
    private static final Logger LOG = LoggerFactory.getLogger(TenantPlaces.class);

    private final ProtocolPorts ports;
    private final InFlightQuota quota;
    private final Duration deadline;
    private final Duration denial;
    private final TenantClaims claims;

    TenantPlaces(ProtocolPorts ports, InFlightQuota quota, Duration deadline, Duration denial) {
        this.ports = ports;
        this.quota = quota;
        this.deadline = deadline;
        this.denial = denial;
        this.claims = new TenantClaims(ports, quota.most(), deadline);
    }

    /** Does the work of a request if its tenant has a place for it. */
    WorkOutcome during(ExportRequested request, TraceContext trace, DeliveredRecord delivery, StopSignal stop,
            RecordReceipt work) throws InterruptedException {
        if (!quota.isLimited()) {
            return work.work();
        }
        var free = new AtomicBoolean();
        var record = delivery.origin().id();
        var asked = loop(delivery, stop).insist(() -> free.set(claims.claim(request, record)));
        if (asked != WorkOutcome.DONE) {
            return asked;
        }
        if (!free.get()) {
            return exceeded(request, trace, delivery, stop);
        }
        var outcome = work.work();
        if (outcome == WorkOutcome.DONE) {
            release(request, () -> claims.release(request, record));
        }
        return outcome;
    }

    /** Gives the place of an export back if it has ended. A place that is not given back is found out later. */
    void release(ExportRequested request) throws InterruptedException {
        release(request, () -> claims.release(request));
    }

    private void release(ExportRequested request, RequiredStep step) throws InterruptedException {
        if (!quota.isLimited()) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            if (Interruption.is(e)) {
                throw Interruption.plain(e);
            }
            LOG.info("the place of {} is not given back yet: {}", request.requestId(), FailureWording.of(e));
        }
    }

    private WorkOutcome exceeded(ExportRequested request, TraceContext trace, DeliveredRecord delivery, StopSignal stop)
            throws InterruptedException {
        var now = ports.clock().instant();
        if (quota.excess() == InFlightQuota.Excess.REFUSE || now.isAfter(delivery.origin().sent().plus(deadline))) {
            return loop(delivery, stop).insist(() -> ports.events().publish(refusal(request), trace));
        }
        var later = now.plus(SHORTEST_PAUSE).plusMillis(ports.random().nextInt(PAUSE_RANGE_MILLIS));
        var sent = loop(delivery, stop).insistHere(() -> delivery.requeue().send(later, delivery.failed()));
        return sent == WorkOutcome.DONE ? WorkOutcome.PUT_OFF : sent;
    }

    private ExportRejected refusal(ExportRequested request) {
        return new ExportRejected(request.requestId(), ReasonCode.QUOTA_EXCEEDED,
                "%d exports of %s are in flight; QUOTA_IN_FLIGHT allows no more".formatted(quota.most(),
                        request.tenant() == null ? "requests without a tenant" : "tenant " + request.tenant()),
                List.of());
    }

    private AttemptLoop loop(DeliveredRecord delivery, StopSignal stop) {
        return new AttemptLoop(ports, delivery, Instant.MAX, denial, stop);
    }
}
