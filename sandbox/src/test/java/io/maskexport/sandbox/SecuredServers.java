package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.maskexport.worker.settings.WorkerSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker and a store with TLS and passwords; in Kafka, the worker has only the permissions of k8s/topics. */
final class SecuredServers implements AutoCloseable {
    static final String USER = "mask-export-worker";
    static final String KAFKA_PASSWORD = "canary-of-kafka-31a9";
    static final String S3_SECRET = "canary-of-s3-77c2";
    static final String STORE_PASSWORD = "canary-of-the-key-store-5e0b";

    private static final String ACCESS_KEY = "worker";
    private static final Path RIGHTS = Path.of("../k8s/topics/kafka-user.yaml");
    private static final Pattern RIGHT = Pattern.compile(
            "resource: \\{type: (\\w+), name: ([\\w.-]+), patternType: prefix\\}\\s+operations: \\[([\\w, ]+)\\]");

    private final Path folder;
    private final ServerCertificate certificate;
    private final KafkaSecurity security;
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;

    SecuredServers(Path folder) throws Exception {
        this.folder = folder;
        certificate = ServerCertificate.make(folder, STORE_PASSWORD);
        security = new KafkaSecurity(certificate, USER, KAFKA_PASSWORD);
        kafka = EmbeddedKafka.secured(security);
        s3 = EmbeddedS3.secured(certificate, ACCESS_KEY, S3_SECRET);
        for (var bucket : List.of(Sandbox.PROJECTS, Sandbox.EXPORTS, Sandbox.WORK)) {
            s3.createBucket(bucket);
        }
        kafka.createTopics(WorkerSettings.from(environment()).kafka().topics());
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            admin.createAcls(rights()).all().get();
        }
    }

    EmbeddedS3 s3() {
        return s3;
    }

    /** The broker's address for its owner. */
    String ownersServers() {
        return kafka.bootstrapServers();
    }

    /** The worker's environment. */
    Map<String, String> environment() throws IOException {
        var environment = new HashMap<>(kafkaClient());
        environment.put("S3_ENDPOINT", s3.endpoint().toString());
        environment.put("S3_ACCESS_KEY", ACCESS_KEY);
        environment.put("S3_SECRET_KEY_FILE",
                Files.writeString(folder.resolve("s3-secret"), S3_SECRET + "\n").toString());
        environment.put("S3_CA_FILE", certificate.pem().toString());
        environment.put("WORK_BUCKET", Sandbox.WORK);
        environment.put("EXPORT_READABLE", Sandbox.PROJECTS);
        environment.put("EXPORT_WRITABLE", Sandbox.EXPORTS + "/out");
        environment.put("OPS_HOST", "127.0.0.1");
        return environment;
    }

    private Map<String, String> kafkaClient() throws IOException {
        return Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.otherServers(), "KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_CLIENT_SASL_MECHANISM", "SCRAM-SHA-512", "KAFKA_CLIENT_SASL_JAAS_CONFIG_FILE",
                Files.writeString(folder.resolve("sasl.jaas.config"), security.jaasConfig()).toString(),
                "KAFKA_CLIENT_SSL_TRUSTSTORE_TYPE", "PEM", "KAFKA_CLIENT_SSL_TRUSTSTORE_LOCATION",
                certificate.pem().toString());
    }

    /** The worker's settings, but as the broker's owner. */
    WorkerSettings ownersSettings() throws IOException {
        var environment = environment();
        environment.keySet().removeIf(name -> name.startsWith("KAFKA_CLIENT_"));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        return WorkerSettings.from(environment);
    }

    /** The permissions of the KafkaUser in k8s/topics. */
    private static List<AclBinding> rights() throws IOException {
        var rights = new ArrayList<AclBinding>();
        var found = RIGHT.matcher(Files.readString(RIGHTS));
        while (found.find()) {
            var resource = new ResourcePattern(ResourceType.fromString(found.group(1).toUpperCase(Locale.ROOT)),
                    found.group(2), PatternType.PREFIXED);
            Arrays.stream(found.group(3).split(", ")).map(SecuredServers::operation)
                    .map(operation -> new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW))
                    .forEach(entry -> rights.add(new AclBinding(resource, entry)));
        }
        return rights;
    }

    private static AclOperation operation(String name) {
        return AclOperation.fromString(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        s3.close();
    }
}
