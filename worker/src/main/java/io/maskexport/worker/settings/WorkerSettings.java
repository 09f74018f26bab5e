package io.maskexport.worker.settings;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.worker.bucket.S3Credentials;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.tracing.TraceCollector;

/**
 * The complete configuration of a worker.
 *
 * @param shown each setting as text, by the name of its variable; without secrets
 */
public record WorkerSettings(KafkaSettings kafka, QueueSettings queue, StorageSettings storage, ExportSettings export,
        QuotaSettings quotas, RenderSettings render, Limits limits, OpsSettings ops, Map<String, String> shown) {
    private static final String LOG_LEVEL = "LOG_LEVEL";
    private static final String LOG_FORMAT = "LOG_FORMAT";

    /**
     * Connection to the broker.
     *
     * @param client properties for every Kafka client, such as {@code security.protocol}
     */
    public record KafkaSettings(String bootstrapServers, String group, TopicNames topics,
            Map<String, SecretValue> client) {
        /** Common properties for a client of this name; the caller adds those of its client type. */
        public Map<String, Object> properties(String clientId) {
            var properties = new HashMap<String, Object>();
            client.forEach((name, value) -> properties.put(name, value.value()));
            properties.put("bootstrap.servers", bootstrapServers);
            properties.put("client.id", clientId);
            return properties;
        }
    }

    /**
     * Names of topics.
     *
     * @param classes the topics of requests; the first is the one for clients that do not choose
     */
    public record TopicNames(List<RequestTopic> classes, String tasks, String control, String events,
            String deadLetters) {
        public TopicNames {
            classes = List.copyOf(classes);
        }

        /** The first topic of requests. */
        public String requests() {
            return classes.getFirst().name();
        }

        /** All topics of requests. */
        public List<String> allRequests() {
            return classes.stream().map(RequestTopic::name).toList();
        }

        /** The topics that work is taken from. */
        public List<String> work() {
            return Stream.concat(allRequests().stream(), Stream.of(tasks)).toList();
        }
    }

    /** How workers share requests. */
    public enum QueueProtocol {
        /** A share group if the broker supports it, otherwise a consumer group. */
        AUTO,
        /** A share group (KIP-932). */
        SHARE,
        /** A consumer group whose partitions are paused while a record is processed. */
        GROUP
    }

    /**
     * How work is taken.
     *
     * @param slots number of requests, and of tasks, processed at once
     * @param lock how long the broker waits for an unresponsive worker; renewed after a third of it
     * @param fair whether tenants take turns
     */
    public record QueueSettings(QueueProtocol protocol, int slots, Duration lock, boolean provision, boolean fair) {}

    /**
     * The object store.
     *
     * @param workBucket bucket for plans and progress records
     * @param workPrefix folder for them; empty, or ending with {@code /}
     * @param readable {@code bucket} or {@code bucket/prefix} that requests may read; {@code *} is everything
     * @param writable what requests may write, in the same form
     */
    public record StorageSettings(S3Settings s3, String workBucket, String workPrefix, List<String> readable,
            List<String> writable) {}

    /**
     * The object store and where its records of exports are.
     *
     * @param folder of all records; empty, or ending with {@code /}
     */
    public record RecordSettings(S3Settings s3, String bucket, String folder) {}

    /** Limits and intervals of an export. */
    public record ExportSettings(int taskMaxItems, long taskMaxBytes, Duration deadline, Duration denial,
            Duration janitorInterval, Duration janitorGrace) {}

    /**
     * What requests may use; {@link Long#MAX_VALUE} for any number.
     *
     * @param items of an export
     * @param bytes of an export's originals and annotations
     * @param masks of an export: items times kinds of masks
     * @param inFlight exports of a tenant at a time; 0 for any
     * @param refuses whether a request beyond {@code inFlight} is refused at once
     */
    public record QuotaSettings(long items, long bytes, long masks, int inFlight, boolean refuses) {}

    /** What becomes of a request beyond the number of exports in flight. */
    public enum QuotaExcess {
        WAIT, REFUSE
    }

    /**
     * Rendering.
     *
     * @param memory bytes that items in flight may hold
     */
    public record RenderSettings(int threads, long memory, JpegBackend jpeg) {}

    /**
     * The HTTP server for metrics and probes; port 0 selects a free port.
     *
     * @param page whether it serves a page for people, too
     * @param links how long links of the page are valid; zero for no links
     * @param lastScrape how long a stopping worker waits for one more scrape
     * @param collector where spans go; empty for no traces
     */
    public record OpsSettings(String host, int port, boolean page, Duration links, Duration stuckAfter,
            Duration lastScrape,
            LogFormat logFormat, String logLevel, Optional<TraceCollector> collector) {}

    /** The format of log lines. */
    public enum LogFormat {
        TEXT, JSON, ECS
    }

    /**
     * Reads the environment.
     *
     * @throws UnusableEnvironmentException with every problem
     */
    public static WorkerSettings from(Map<String, String> variables) {
        return part(variables, WorkerSettings::read);
    }

    /**
     * Reads only the object store settings.
     *
     * @throws UnusableEnvironmentException with every problem in them
     */
    public static S3Settings storeFrom(Map<String, String> variables) {
        return partAndLog(variables, WorkerSettings::s3);
    }

    /**
     * Reads only the broker settings.
     *
     * @throws UnusableEnvironmentException with every problem in them
     */
    public static KafkaSettings kafkaFrom(Map<String, String> variables) {
        return partAndLog(variables, WorkerSettings::kafka);
    }

    /**
     * Reads only the object store settings and those of the work bucket.
     *
     * @throws UnusableEnvironmentException with every problem in them
     */
    public static RecordSettings recordsFrom(Map<String, String> variables) {
        return partAndLog(variables, e -> new RecordSettings(s3(e), workBucket(e), workPrefix(e)));
    }

    /** Commands log, too. */
    private static <T> T partAndLog(Map<String, String> variables, Function<EnvironmentReader, T> reader) {
        return part(variables, e -> {
            e.check(LOG_LEVEL, WorkerSettings::logLevel);
            e.check(LOG_FORMAT, ValueParsers.choice(LogFormat.class));
            return reader.apply(e);
        });
    }

    private static <T> T part(Map<String, String> variables, Function<EnvironmentReader, T> reader) {
        var environment = new EnvironmentReader(variables);
        var part = reader.apply(environment);
        environment.throwIfUnusable();
        return part;
    }

    /**
     * Parses a duration as written in settings: {@code 30s}, {@code 5m}.
     *
     * @throws IllegalArgumentException if the text is not valid, with a message for people
     */
    public static Duration duration(String text) {
        return ValueParsers.duration(text);
    }

    /**
     * Parses a size as written in settings: {@code 500MB}, {@code 64MiB}.
     *
     * @throws IllegalArgumentException if the text is not valid, with a message for people
     */
    public static long size(String text) {
        return ValueParsers.size(text);
    }

    /** Writes a size as {@link #size} reads it. */
    public static String shown(long size) {
        return ValueParsers.shown(size);
    }

    static WorkerSettings read(EnvironmentReader environment) {
        return new WorkerSettings(kafka(environment), queue(environment), storage(environment), export(environment),
                quotas(environment), render(environment), LimitSettings.read(environment), ops(environment),
                environment.shown());
    }

    private static KafkaSettings kafka(EnvironmentReader e) {
        var servers = e.required("KAFKA_BOOTSTRAP_SERVERS", ValueParsers::brokers, "",
                "brokers as `host:port`, separated by commas");
        var group = e.optional("KAFKA_GROUP", "mask-export", Function.identity(),
                "group of the workers that share requests and tasks");
        var requests = e.optional("KAFKA_REQUEST_TOPIC", "mask-export.requests.v1", RequestTopic::list,
                "topic of export requests, or classes of service: topics with weights, such as `urgent:3,standard:1`");
        var topics = new TopicNames(requests,
                topic(e, "TASK", "mask-export.tasks.v1", "part tasks of large exports"),
                topic(e, "CONTROL", "mask-export.control.v1", "cancellations"),
                topic(e, "EVENT", "mask-export.events.v1", "events about exports"),
                topic(e, "DEAD_LETTER", "mask-export.dead-letters.v1", "invalid records"));
        for (var other : List.of(topics.tasks(), topics.control(), topics.events(), topics.deadLetters())) {
            if (topics.allRequests().contains(other)) {
                e.problem("KAFKA_REQUEST_TOPIC: " + other + " is the topic of other records");
            }
        }
        var client = e.properties(KafkaPropertyCheck.PREFIX,
                "any Kafka client property: `KAFKA_CLIENT_SECURITY_PROTOCOL` sets `security.protocol`; with suffix `_FILE`, the value is in a file");
        KafkaPropertyCheck.problems(client).forEach(e::problem);
        return new KafkaSettings(servers, group, topics, client);
    }

    private static String topic(EnvironmentReader e, String name, String fallback, String content) {
        return e.optional("KAFKA_" + name + "_TOPIC", fallback, ValueParsers::topic, "topic of " + content);
    }

    private static QueueSettings queue(EnvironmentReader e) {
        return new QueueSettings(
                e.optional("QUEUE_PROTOCOL", "auto", ValueParsers.choice(QueueProtocol.class),
                        ValueParsers.choices(QueueProtocol.class)
                                + "; `auto`: a share group if the broker supports it, otherwise a consumer group"),
                whole(e, "QUEUE_SLOTS", "1", 1, 64, "number of requests, and of tasks, to process concurrently"),
                e.optional("QUEUE_LOCK", "60s", ValueParsers::duration,
                        "time after which the broker gives the records of a silent worker to another one"),
                e.optional("QUEUE_PROVISION", "true", ValueParsers::flag,
                        "whether the worker configures its share group at startup; needs the right to alter it"),
                e.optional("QUEUE_FAIR", "true", ValueParsers::flag,
                        "whether tenants take turns; `false`: requests and tasks are taken in their order"));
    }

    private static StorageSettings storage(EnvironmentReader e) {
        return new StorageSettings(s3(e),
                workBucket(e), workPrefix(e),
                e.required("EXPORT_READABLE", ValueParsers::places, List.of(),
                        "what requests may read: `bucket` or `bucket/prefix`, separated by commas; `*` allows everything"),
                e.required("EXPORT_WRITABLE", ValueParsers::places, List.of(),
                        "what requests may write, in the same format"));
    }

    private static String workBucket(EnvironmentReader e) {
        return e.required("WORK_BUCKET", ValueParsers::bucket, "", "bucket for plans and progress records");
    }

    private static String workPrefix(EnvironmentReader e) {
        return e.optional("WORK_PREFIX", "mask-export/", ValueParsers::folder, "folder in this bucket");
    }

    private static S3Settings s3(EnvironmentReader e) {
        var endpoint = e.required("S3_ENDPOINT", ValueParsers::address, URI.create("http://unset"),
                "address of the object store");
        var region = e.optional("S3_REGION", "us-east-1", Function.identity(), "region for request signatures");
        var credentials = credentials(e);
        var certificates = e.text("S3_CA_FILE", ValueParsers::certificates,
                "PEM certificates to trust instead of the JDK's");
        var silence = e.optional("S3_READ_TIMEOUT", "45s", ValueParsers::duration,
                "maximum time without data from the store within an answer");
        int requests = whole(e, "S3_MAX_REQUESTS", "64", 4, 1024, "maximum number of concurrent requests to the store");
        int buffers = whole(e, "S3_UPLOAD_BUFFERS", "6", 2, 256,
                "buffers of 8 MiB that all uploads share; use more than twice `QUEUE_SLOTS`");
        boolean md5 = e.optional("S3_MD5_ETAGS", "true", ValueParsers::flag,
                "whether ETags are MD5 sums, which the worker then checks; `false` for stores or encryption with other ETags");
        return new S3Settings(endpoint, region, credentials, certificates, silence, requests, buffers,
                md5);
    }

    /** The first available: our own key, the AWS variables, a profile, the platform's identity. */
    private static S3Credentials credentials(EnvironmentReader e) {
        var access = e.text("S3_ACCESS_KEY",
                "access key; if not set, `AWS_ACCESS_KEY_ID`, then `S3_PROFILE`, then the platform's identity");
        var secret = e.secret("S3_SECRET_KEY", "secret key");
        var profile = e.text("S3_PROFILE", "profile of the AWS configuration files");
        var platform = e.address("S3_CREDENTIALS_ENDPOINT",
                "STS or instance metadata service that provides the platform's credentials, instead of that of AWS");
        if (access.isPresent() != secret.isPresent()) {
            e.problem("set both S3_ACCESS_KEY and S3_SECRET_KEY, or neither");
        }
        if (access.isPresent() && secret.isPresent()) {
            return new S3Credentials.StaticKeys(access.get(), secret.get().value());
        }
        if (e.isGiven("AWS_ACCESS_KEY_ID")) {
            return new S3Credentials.EnvironmentKeys();
        }
        return profile.<S3Credentials>map(S3Credentials.ConfigProfile::new)
                .orElseGet(() -> new S3Credentials.PlatformIdentity(platform));
    }

    private static ExportSettings export(EnvironmentReader e) {
        return new ExportSettings(whole(e, "TASK_MAX_ITEMS", "1000", 1, 1_000_000, "maximum items of a part task"),
                e.optional("TASK_MAX_BYTES", "1GiB", ValueParsers::size,
                        "maximum bytes of originals and annotations of a part task"),
                e.optional("REQUEST_DEADLINE", "24h", ValueParsers::duration, "how long the worker retries a request"),
                e.optional("DENIAL_PATIENCE", "30s", ValueParsers::duration,
                        "minimum time that source or destination must deny access before a request fails"),
                e.optional("JANITOR_INTERVAL", "5m", ValueParsers::duration,
                        "how often the janitor looks for finished requests to clean up"),
                e.optional("JANITOR_GRACE", "1h", ValueParsers::duration,
                        "how long the janitor keeps the progress records of a finished request"));
    }

    private static QuotaSettings quotas(EnvironmentReader e) {
        return new QuotaSettings(quota(e, "ITEMS", ValueParsers::integer, "items of an export"),
                quota(e, "BYTES", ValueParsers::size, "bytes of originals and annotations of an export"),
                quota(e, "MASKS", ValueParsers::integer,
                        "masks of an export: its items times the kinds of masks that the request asks for"),
                Math.toIntExact(e.optional("QUOTA_IN_FLIGHT", "none",
                        text -> text.equals("none")
                                ? 0L
                                : ValueParsers.within(ValueParsers::integer, 1, 10_000).apply(text),
                        "maximum number of exports of a tenant in progress, on all workers together")),
                e.optional("QUOTA_EXCESS", "wait", ValueParsers.choice(QuotaExcess.class),
                        ValueParsers.choices(QuotaExcess.class)
                                + ": what happens to a request beyond `QUOTA_IN_FLIGHT`; `wait`: retried until `REQUEST_DEADLINE`, then refused") == QuotaExcess.REFUSE);
    }

    private static long quota(EnvironmentReader e, String name, Function<String, Long> parser, String meaning) {
        return e.optional("QUOTA_" + name, "none",
                text -> text.equals("none")
                        ? Long.MAX_VALUE
                        : ValueParsers.within(parser, 1, Long.MAX_VALUE).apply(text),
                "maximum " + meaning);
    }

    private static RenderSettings render(EnvironmentReader e) {
        return new RenderSettings(
                e.optional("RENDER_THREADS", "auto", text -> text.equals("auto")
                        ? Runtime.getRuntime().availableProcessors()
                        : Math.toIntExact(ValueParsers.within(ValueParsers::integer, 1, 256).apply(text)),
                        "images to render concurrently; `auto`: the number of processors"),
                e.optional("RENDER_MEMORY", "40%", ValueParsers::memory,
                        "memory for images in flight: a size, or a share of the heap"),
                e.optional("RENDER_JPEG", "auto", WorkerSettings::jpeg,
                        ValueParsers.choices(JpegBackend.class)
                                + ": the JPEG decoder; `auto`: libturbojpeg if it is installed"));
    }

    private static OpsSettings ops(EnvironmentReader e) {
        return new OpsSettings(
                e.optional("OPS_HOST", "0.0.0.0", Function.identity(), "listen address for metrics and probes"),
                whole(e, "OPS_PORT", "9400", 0, 65_535, "port for metrics and probes"),
                e.optional("OPS_PAGE", "true", ValueParsers::flag,
                        "whether `/` on this port shows the exports of this installation; it has no secrets and no login"),
                e.optional("OPS_LINKS", "0s", ValueParsers::linksValid,
                        "how long links on the page are valid, by which anyone may download manifests and parts; `0s`: no links; at most 7d"),
                e.optional("OPS_STUCK_AFTER", "10m", ValueParsers::duration,
                        "time without progress after which a busy worker reports itself dead"),
                e.optional("OPS_LAST_SCRAPE", "0s", ValueParsers::lastScrape,
                        "how long a worker that is about to end waits for one more scrape, so that Prometheus sees its last counts; at most 5m"),
                e.optional(LOG_FORMAT, "text", ValueParsers.choice(LogFormat.class),
                        "text; json: one object per line; or ecs: the same with the names of the Elastic Common Schema"),
                e.optional(LOG_LEVEL, "INFO", WorkerSettings::logLevel,
                        "lowest level to log: ERROR, WARN, INFO, DEBUG"),
                collector(e));
    }

    private static Optional<TraceCollector> collector(EnvironmentReader e) {
        var address = e.text("TRACE_ENDPOINT", ValueParsers::collector,
                "OTLP address (HTTP, protobuf) of a collector for traces, such as `http://collector:4318/v1/traces`; if not set, there are none");
        var headers = headers(e);
        var certificates = e.text("TRACE_CA_FILE", ValueParsers::certificates,
                "PEM certificates to trust instead of the JDK's");
        double ratio = e.optional("TRACE_RATIO", "1", ValueParsers::ratio,
                "share of the requests without a `traceparent` to trace, from 0 to 1; as `OTEL_TRACES_SAMPLER_ARG`");
        return address.map(uri -> new TraceCollector(uri, headers, certificates, ratio));
    }

    private static Map<String, String> headers(EnvironmentReader e) {
        var text = e.secret("TRACE_HEADERS",
                "headers for the collector, like `authorization=Bearer%20…,x-team=images`");
        try {
            return text.map(SecretValue::value).map(ValueParsers::headers).orElse(Map.of());
        } catch (IllegalArgumentException unusable) {
            // Without the text, which is secret.
            e.problem("TRACE_HEADERS: " + unusable.getMessage());
            return Map.of();
        }
    }

    private static JpegBackend jpeg(String text) {
        var backend = ValueParsers.choice(JpegBackend.class).apply(text);
        if (!backend.isAvailable()) {
            throw new IllegalArgumentException("libturbojpeg.so.0 is not installed; install it, or use auto");
        }
        return backend;
    }

    private static String logLevel(String text) {
        if (!List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE").contains(text.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not one of ERROR, WARN, INFO, DEBUG");
        }
        return text;
    }

    private static int whole(EnvironmentReader e, String name, String fallback, long min, long max, String meaning) {
        return Math
                .toIntExact(e.optional(name, fallback, ValueParsers.within(ValueParsers::integer, min, max), meaning));
    }
}
