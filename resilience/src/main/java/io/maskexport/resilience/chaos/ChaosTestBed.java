package io.maskexport.resilience.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.maskexport.sandbox.EmbeddedKafka;
import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.Sandbox;

/** A broker and a bucket, each behind a proxy that workers use; the test itself reaches them directly. */
public final class ChaosTestBed implements AutoCloseable {
    /** Short session timeouts: with the defaults, a cancellation waits 45 seconds for a dead member. */
    private static final Map<String, String> SHORT_TIMEOUTS = Map.of("group.consumer.session.timeout.ms", "5000",
            "group.share.session.timeout.ms", "5000", "group.share.min.session.timeout.ms", "5000");

    private final FaultProxy brokerProxy = new FaultProxy();
    private final FaultProxy bucketProxy = new FaultProxy();
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;
    private final Sandbox sandbox;

    public ChaosTestBed() throws Exception {
        kafka = EmbeddedKafka.behind(brokerProxy.port(), SHORT_TIMEOUTS);
        brokerProxy.to(kafka.otherPort());
        s3 = EmbeddedS3.start();
        bucketProxy.to(s3.endpoint().getPort());
        sandbox = Sandbox.of(kafka, s3);
    }

    /** Broker and bucket without the proxies. */
    public Sandbox sandbox() {
        return sandbox;
    }

    public FaultProxy brokerProxy() {
        return brokerProxy;
    }

    public FaultProxy bucketProxy() {
        return bucketProxy;
    }

    /** A worker's environment: through the proxies, with short timeouts. */
    public Map<String, String> environment(Duration lock) {
        var environment = new HashMap<>(sandbox.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + brokerProxy.port());
        environment.put("S3_ENDPOINT", "http://127.0.0.1:" + bucketProxy.port());
        environment.put("QUEUE_LOCK", lock.toMillis() + "ms");
        environment.put("RENDER_THREADS", "1");
        environment.put("S3_READ_TIMEOUT", "4s");
        environment.put("KAFKA_CLIENT_REQUEST_TIMEOUT_MS", "6000");
        return environment;
    }

    void restartBroker(Duration away) throws Exception {
        kafka.restart(away);
    }

    void restartBucket(Duration away) throws IOException, InterruptedException {
        s3.restart(away);
    }

    @Override
    public void close() throws IOException {
        brokerProxy.close();
        bucketProxy.close();
        sandbox.close();
    }
}
