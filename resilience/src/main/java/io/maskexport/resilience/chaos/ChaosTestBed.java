package io.maskexport.resilience.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.maskexport.sandbox.EmbeddedKafka;
import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.Sandbox;

/** A broker and a bucket, each with a proxy in front that workers go through, while the audience goes straight to them. */
public final class ChaosTestBed implements AutoCloseable {
    /** Groups forget dead members soon: by default a cancellation waits 45 seconds for one. */
    private static final Map<String, String> QUICK = Map.of("group.consumer.session.timeout.ms", "5000",
            "group.share.session.timeout.ms", "5000", "group.share.min.session.timeout.ms", "5000");

    private final FaultProxy brokerFront = new FaultProxy();
    private final FaultProxy bucketFront = new FaultProxy();
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;
    private final Sandbox sandbox;

    public ChaosTestBed() throws Exception {
        kafka = EmbeddedKafka.behind(brokerFront.port(), QUICK);
        brokerFront.to(kafka.otherPort());
        s3 = EmbeddedS3.start();
        bucketFront.to(s3.endpoint().getPort());
        sandbox = Sandbox.of(kafka, s3);
    }

    /** How everything is reached without a proxy. */
    public Sandbox sandbox() {
        return sandbox;
    }

    public FaultProxy brokerFront() {
        return brokerFront;
    }

    public FaultProxy bucketFront() {
        return bucketFront;
    }

    /** A worker's environment: through the proxies, and quick to notice that something is wrong. */
    public Map<String, String> environment(Duration lock) {
        var environment = new HashMap<>(sandbox.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + brokerFront.port());
        environment.put("S3_ENDPOINT", "http://127.0.0.1:" + bucketFront.port());
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
        brokerFront.close();
        bucketFront.close();
        sandbox.close();
    }
}
