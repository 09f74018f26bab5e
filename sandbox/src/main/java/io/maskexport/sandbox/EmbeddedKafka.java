package io.maskexport.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

import io.maskexport.worker.settings.WorkerSettings;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker with its KRaft controller, in this process, on loopback only: one replica, share groups on with fast
 * heartbeats. About 3 seconds to start, 40 MiB of heap. Data lives in a temporary folder until it is closed.
 *
 * <p>It is open to everybody. As {@link #secured} it has another listener with TLS and passwords, whose users may do
 * nothing but what access control lists allow; as {@link #behind} one for those who come through a proxy.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final short ONE_REPLICA = 1;

    private final Path folder;
    private final FreePorts ports;
    private final ExtraListener entrance;
    private KafkaRaftServer server;

    /** Ports that are free now; the controller's must be known before it is bound. */
    private record FreePorts(int open, int controller, int other) {
        static FreePorts free() throws IOException {
            var address = InetAddress.getLoopbackAddress();
            try (var one = new ServerSocket(0, 1, address);
                    var two = new ServerSocket(0, 1, address);
                    var three = new ServerSocket(0, 1, address)) {
                return new FreePorts(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
            }
        }
    }

    private EmbeddedKafka(ExtraListener entrance) throws Exception {
        this.entrance = entrance;
        folder = Files.createTempDirectory("mask-export-kafka-");
        ports = FreePorts.free();
        format();
        server = start();
    }

    /** Starts a broker. */
    public EmbeddedKafka() throws Exception {
        this(new ExtraListener.NoListener());
    }

    /** Starts a broker with a second, secured listener. */
    public static EmbeddedKafka secured(KafkaSecurity security) throws Exception {
        return new EmbeddedKafka(security);
    }

    /**
     * Starts a broker that sends clients which come by {@link #otherServers} back to a port in front of it: a proxy's.
     * Others reach it directly as ever.
     *
     * @param overrides properties of the broker
     */
    public static EmbeddedKafka behind(int front, Map<String, String> overrides) throws Exception {
        return new EmbeddedKafka(new ExtraListener.ProxiedListener(front, overrides));
    }

    /** {@code host:port}. */
    public String bootstrapServers() {
        return ADDRESS + ":" + ports.open();
    }

    /** {@code host:port} of the other listener: the secured one, or the one behind a proxy. */
    public String otherServers() {
        return ADDRESS + ":" + ports.other();
    }

    /** Port of the other listener. */
    public int otherPort() {
        return ports.other();
    }

    /** Creates the topics that a worker needs, with partitions as the operator's guide advises for share groups. */
    public void createTopics(WorkerSettings.TopicNames topics) throws InterruptedException, ExecutionException {
        createTopics(bootstrapServers(), topics);
    }

    /** Creates the topics on any open broker. */
    static void createTopics(String servers, WorkerSettings.TopicNames topics)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) servers))) {
            admin.createTopics(List.of(new NewTopic(topics.requests(), 1, ONE_REPLICA),
                    new NewTopic(topics.tasks(), 1, ONE_REPLICA), new NewTopic(topics.control(), 1, ONE_REPLICA),
                    new NewTopic(topics.events(), 3, ONE_REPLICA),
                    new NewTopic(topics.deadLetters(), 1, ONE_REPLICA))).all().get();
        }
    }

    /** Stops the broker and starts it again on its data and port; clients see an outage. */
    public void restart() throws Exception {
        restart(Duration.ZERO);
    }

    /** The same with a time in which there is no broker. */
    public void restart(Duration away) throws Exception {
        stop();
        Thread.sleep(away);
        server = start();
    }

    @Override
    public void close() throws IOException {
        stop();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        }
    }

    private void format() throws Exception {
        new Formatter().setNodeId(1).setClusterId(Uuid.randomUuid().toString()).addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString()).setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction()).setIgnoreFormatted(true)
                .setScramArguments(entrance.scram())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)).run();
    }

    private KafkaRaftServer start() {
        var started = new KafkaRaftServer(KafkaConfig.fromProps(properties(), false), Time.SYSTEM);
        started.startup();
        return started;
    }

    private void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private Properties properties() {
        var p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        p.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        p.put("listeners", "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + ADDRESS + ":" + ports.controller());
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("controller.quorum.voters", "1@" + ADDRESS + ":" + ports.controller());
        p.put("log.dirs", folder.toString());
        p.put("auto.create.topics.enable", "false");
        p.put("controlled.shutdown.enable", "false");
        oneNode(p);
        fastGroups(p);
        entrance.addTo(p, otherServers());
        return p;
    }

    /** Every internal topic has one replica; the defaults ask for three, and share groups then stay silent for ever. */
    private static void oneNode(Properties p) {
        for (var topic : List.of("offsets.topic.", "transaction.state.log.", "share.coordinator.state.topic.")) {
            p.put(topic + "replication.factor", "1");
            p.put(topic + "num.partitions", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("num.network.threads", "1");
        p.put("num.io.threads", "2");
        p.put("log.cleaner.dedupe.buffer.size", "2097152"); // by default 128 MiB of heap
    }

    private static void fastGroups(Properties p) {
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("group.share.min.heartbeat.interval.ms", "500");
        p.put("group.share.heartbeat.interval.ms", "500");
        p.put("group.share.assignment.interval.ms", "0");
        p.put("group.share.min.session.timeout.ms", "10000"); // by default, what only a dead member had waits for 45 seconds
        p.put("group.share.session.timeout.ms", "10000");
        p.put("group.share.min.record.lock.duration.ms", "1000");
        p.put("group.consumer.min.heartbeat.interval.ms", "500");
        p.put("group.consumer.heartbeat.interval.ms", "500");
        p.put("group.consumer.min.session.timeout.ms", "3000");
        p.put("group.min.session.timeout.ms", "3000");
    }
}
