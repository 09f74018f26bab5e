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
import java.util.ArrayList;
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
 * A real Kafka broker with its KRaft controller, in this process, on loopback only: one replica, share groups enabled
 * with fast heartbeats. Takes about 3 seconds to start and 40 MiB of heap. Its data is in a temporary folder, deleted
 * on close.
 *
 * <p>It is open to everybody. A {@link #secured} broker has a second listener with TLS and passwords, whose users may
 * do only what access control lists allow; a broker {@link #behind} a proxy has one for the proxy's clients.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final short ONE_REPLICA = 1;

    private final Path folder;
    private final FreePorts ports;
    private final ExtraListener extraListener;
    private KafkaRaftServer server;

    /** Free ports; the controller's must be known before it is bound. */
    private record FreePorts(int open, int controller, int other) {
        /** @param open the port that the first listener should have if it is free; 0 for any */
        static FreePorts free(int open) throws IOException {
            var address = InetAddress.getLoopbackAddress();
            try (var one = new ServerSocket(FreePort.orAny(open), 1, address);
                    var two = new ServerSocket(0, 1, address);
                    var three = new ServerSocket(0, 1, address)) {
                return new FreePorts(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
            }
        }
    }

    private EmbeddedKafka(int port, ExtraListener extraListener) throws Exception {
        this.extraListener = extraListener;
        folder = Files.createTempDirectory("mask-export-kafka-");
        ports = FreePorts.free(port);
        format();
        server = start();
    }

    /** Starts a broker. */
    public EmbeddedKafka() throws Exception {
        this(0);
    }

    /**
     * Starts a broker.
     *
     * @param port that it should have if it is free; 0 for any
     */
    public EmbeddedKafka(int port) throws Exception {
        this(port, new ExtraListener.NoListener());
    }

    /** Starts a broker with a second, secured listener. */
    public static EmbeddedKafka secured(KafkaSecurity security) throws Exception {
        return new EmbeddedKafka(0, security);
    }

    /**
     * Starts a broker behind a proxy: it redirects clients of {@link #otherServers} to the proxy's port. Other clients
     * reach it directly.
     *
     * @param overrides properties of the broker
     */
    public static EmbeddedKafka behind(int proxyPort, Map<String, String> overrides) throws Exception {
        return new EmbeddedKafka(0, new ExtraListener.ProxiedListener(proxyPort, overrides));
    }

    /** {@code host:port}. */
    public String bootstrapServers() {
        return ADDRESS + ":" + ports.open();
    }

    /** {@code host:port} of the second listener: the secured one, or the one behind a proxy. */
    public String otherServers() {
        return ADDRESS + ":" + ports.other();
    }

    /** Port of the second listener. */
    public int otherPort() {
        return ports.other();
    }

    /** Creates the worker's topics, with the number of partitions that the operator's guide recommends for share groups. */
    public void createTopics(WorkerSettings.TopicNames topics) throws InterruptedException, ExecutionException {
        createTopics(bootstrapServers(), topics);
    }

    /** Creates the topics on any open broker. */
    static void createTopics(String servers, WorkerSettings.TopicNames topics)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) servers))) {
            var created = new ArrayList<>(
                    topics.work().stream().map(topic -> new NewTopic(topic, 1, ONE_REPLICA)).toList());
            created.addAll(List.of(new NewTopic(topics.control(), 1, ONE_REPLICA),
                    new NewTopic(topics.events(), 3, ONE_REPLICA),
                    new NewTopic(topics.deadLetters(), 1, ONE_REPLICA)));
            admin.createTopics(created).all().get();
        }
    }

    /** Stops the broker and restarts it with the same data and port; clients see an outage. */
    public void restart() throws Exception {
        restart(Duration.ZERO);
    }

    /** Restarts the broker after a time without one. */
    public void restart(Duration downtime) throws Exception {
        stop();
        Thread.sleep(downtime);
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
                .setScramArguments(extraListener.scram())
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
        extraListener.addTo(p, otherServers());
        return p;
    }

    /** Gives every internal topic one replica; with the default of three, share groups would never work. */
    private static void oneNode(Properties p) {
        for (var topic : List.of("offsets.topic.", "transaction.state.log.", "share.coordinator.state.topic.")) {
            p.put(topic + "replication.factor", "1");
            p.put(topic + "num.partitions", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("num.network.threads", "1");
        p.put("num.io.threads", "2");
        p.put("log.cleaner.dedupe.buffer.size", "2097152"); // default: 128 MiB of heap
    }

    private static void fastGroups(Properties p) {
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("group.share.min.heartbeat.interval.ms", "500");
        p.put("group.share.heartbeat.interval.ms", "500");
        p.put("group.share.assignment.interval.ms", "0");
        p.put("group.share.min.session.timeout.ms", "10000"); // by default, a dead member's records wait for 45 seconds
        p.put("group.share.session.timeout.ms", "10000");
        p.put("group.share.min.record.lock.duration.ms", "1000");
        p.put("group.consumer.min.heartbeat.interval.ms", "500");
        p.put("group.consumer.heartbeat.interval.ms", "500");
        p.put("group.consumer.min.session.timeout.ms", "3000");
        p.put("group.min.session.timeout.ms", "3000");
    }
}
