package io.maskexport.worker.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.worker.bucket.S3Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkerSettingsTest {
    private static final Map<String, String> REQUIRED = Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9092", "S3_ENDPOINT",
            "https://s3.example.org", "WORK_BUCKET", "work", "EXPORT_READABLE", "*", "EXPORT_WRITABLE", "out/exports");

    @Test
    void the_required_settings_are_enough() {
        var settings = WorkerSettings.from(REQUIRED);

        assertThat(settings.queue()).isEqualTo(
                new WorkerSettings.QueueSettings(WorkerSettings.QueueProtocol.AUTO, 1, Duration.ofSeconds(60), true,
                        true));
        assertThat(settings.storage().s3().credentials())
                .isEqualTo(new S3Credentials.PlatformIdentity(Optional.empty()));
        assertThat(settings.render().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void all_problems_are_reported_together() {
        assertThatThrownBy(() -> from("RENDER_THREADS", "0", "QUEUE_LOCK", "1 minute", "S3_ENDPOINT", "minio:9000",
                "S3_ACCESS_KEY", "only", "QUEUE_PROTOCOL", "rabbit", "WORK_BUCKET", " "))
                .isInstanceOf(UnusableEnvironmentException.class)
                .hasMessageContainingAll("RENDER_THREADS=0: not between 1 and 256",
                        "QUEUE_LOCK=1 minute: not a duration",
                        "S3_ENDPOINT=minio:9000: not an address",
                        "set both S3_ACCESS_KEY and S3_SECRET_KEY, or neither",
                        "QUEUE_PROTOCOL=rabbit: not one of auto, share, group", "WORK_BUCKET is not set");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KAFKA_BOOTSTRAP_SERVERS | broker | `broker` is not host:port, such as kafka.example.org:9092
            KAFKA_BOOTSTRAP_SERVERS | a:9092,b:0 | `b:0` is not host:port
            KAFKA_BOOTSTRAP_SERVERS | a:70000 | `a:70000` is not host:port
            KAFKA_BOOTSTRAP_SERVERS | http://a/b:1 | is not host:port
            KAFKA_BOOTSTRAP_SERVERS | , | no broker
            KAFKA_EVENT_TOPIC | my events | KAFKA_EVENT_TOPIC=my events: not a topic
            S3_ENDPOINT | http://minio:99999 | the port is not 1 to 65535
            S3_ENDPOINT | https://s3 example | S3_ENDPOINT=https://s3 example: Illegal character
            S3_CA_FILE | none.pem | S3_CA_FILE=none.pem: no such file
            S3_CA_FILE | pom.xml | S3_CA_FILE=pom.xml: has no certificates
            WORK_BUCKET | Work | WORK_BUCKET=Work: is not a valid bucket name
            EXPORT_READABLE | images,my_bucket/a | `my_bucket` is not a valid bucket name
            EXPORT_WRITABLE | s3://exports | `s3:` is not a valid bucket name
            LOG_LEVEL | LOUD | LOG_LEVEL=LOUD: not one of ERROR, WARN, INFO, DEBUG
            TRACE_RATIO | 1.5 | TRACE_RATIO=1.5: not between 0 and 1
            TRACE_RATIO | half | TRACE_RATIO=half: not between 0 and 1
            TRACE_CA_FILE | none.pem | TRACE_CA_FILE=none.pem: no such file
            TRACE_HEADERS | hush | TRACE_HEADERS: not name=value, separated by commas
            OPS_LINKS | 8d | OPS_LINKS=8d: not between 0s and 7d
            OPS_LAST_SCRAPE | 6m | OPS_LAST_SCRAPE=6m: not between 0s and 5m
            LOG_FORMAT | xml | LOG_FORMAT=xml: not one of text, json, ecs
            TASK_MAX_BYTES | 99999999TiB | TASK_MAX_BYTES=99999999TiB: too large
            KAFKA_CLIENT_SECURITY_PROTOKOL | SSL | KAFKA_CLIENT_SECURITY_PROTOKOL: `security.protokol` is not a property
            KAFKA_CLIENT_SECURITY_PROTOCOL | TSL | KAFKA_CLIENT_SECURITY_PROTOCOL: Invalid value TSL
            KAFKA_CLIENT_REQUEST_TIMEOUT_MS | soon | KAFKA_CLIENT_REQUEST_TIMEOUT_MS: Invalid value soon
            KAFKA_CLIENT_GROUP_ID | mine | KAFKA_CLIENT_GROUP_ID: set KAFKA_GROUP
            KAFKA_CLIENT_SSL_TRUSTSTORE_LOCATION | none.pem | KAFKA_CLIENT_SSL_TRUSTSTORE_LOCATION: the file cannot be read
            """)
    void every_setting_is_checked(String name, String value, String problem) {
        assertThatThrownBy(() -> from(name, value)).isInstanceOf(UnusableEnvironmentException.class)
                .hasMessageContaining(problem).hasMessageNotContaining("Exception");
    }

    @Test
    void brokers_are_named_in_all_forms_that_kafka_knows() {
        for (var brokers : List.of("a:1", "a.b-c:65535,10.0.0.1:9092", "[::1]:9092", "SASL_SSL://a:9093", "a_b:1")) {
            assertThat(from("KAFKA_BOOTSTRAP_SERVERS", brokers).kafka().bootstrapServers()).isEqualTo(brokers);
        }
        assertThat(from("KAFKA_BOOTSTRAP_SERVERS", " a:1 , b:2 ").kafka().bootstrapServers()).isEqualTo("a:1,b:2");
    }

    @Test
    void commands_check_how_they_log() {
        assertThatThrownBy(() -> WorkerSettings.kafkaFrom(Map.of("LOG_LEVEL", "LOUD")))
                .hasMessageContainingAll("LOG_LEVEL=LOUD", "KAFKA_BOOTSTRAP_SERVERS is not set");
        assertThat(WorkerSettings.kafkaFrom(Map.of("LOG_LEVEL", "debug", "LOG_DIR", "/x", "KAFKA_BOOTSTRAP_SERVERS",
                "a:1")).bootstrapServers()).isEqualTo("a:1");
    }

    @Test
    void a_command_reads_the_part_that_it_needs() {
        assertThat(WorkerSettings.storeFrom(Map.of("S3_ENDPOINT", "https://s3.example.org"))).isEqualTo(
                WorkerSettings.from(REQUIRED).storage().s3());
        assertThat(WorkerSettings.kafkaFrom(Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9092"))).isEqualTo(
                WorkerSettings.from(REQUIRED).kafka());
        assertThatThrownBy(() -> WorkerSettings.storeFrom(Map.of("S3_REGIO", "eu")))
                .hasMessageContainingAll("S3_ENDPOINT is not set", "S3_REGIO is not a known setting");
    }

    @Test
    void a_mistyped_name_is_a_problem_and_an_unrelated_one_is_not() {
        assertThatThrownBy(() -> from("RENDER_THREAD", "2"))
                .hasMessageContaining("RENDER_THREAD is not a known setting");

        assertThat(from("PATH", "/bin", "KAFKA_SERVICE_HOST", "10.0.0.1", "KAFKA_PORT_9092_TCP", "tcp://10.0.0.1:9092"))
                .isEqualTo(WorkerSettings.from(REQUIRED));
    }

    @Test
    void no_documented_setting_is_taken_for_a_typing_error() {
        var documented = SettingsTable.markdown().lines().filter(row -> row.startsWith("| `")).toList();
        for (var row : documented) {
            var name = row.substring(3, row.indexOf('`', 3)).replace("…", "SOMETHING");
            try {
                from(name, "1");
            } catch (UnusableEnvironmentException e) {
                assertThat(e.getMessage()).doesNotContain(name + " is not a known setting");
            }
        }
    }

    @Test
    void a_secret_comes_from_a_variable_or_a_file(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("key"), "hush\n");

        assertThat(from("S3_ACCESS_KEY", "me", "S3_SECRET_KEY", "hush").storage().s3().credentials())
                .isEqualTo(new S3Credentials.StaticKeys("me", "hush"));
        assertThat(from("S3_ACCESS_KEY", "me", "S3_SECRET_KEY_FILE", file.toString()).storage().s3().credentials())
                .isEqualTo(new S3Credentials.StaticKeys("me", "hush"));
        assertThatThrownBy(() -> from("S3_SECRET_KEY", "hush", "S3_SECRET_KEY_FILE", file.toString()))
                .hasMessageContaining("are both set").hasMessageNotContaining("hush");
        assertThatThrownBy(() -> from("S3_SECRET_KEY_FILE", folder.resolve("none").toString()))
                .hasMessageContaining("cannot be read");
    }

    /** The guide tells to restart workers after a change. */
    @Test
    void a_file_of_a_setting_is_read_once_at_the_start(@TempDir Path folder) throws Exception {
        var key = Files.writeString(folder.resolve("key"), "old");
        var login = Files.writeString(folder.resolve("jaas"), "org.example.Old required;");
        var settings = from("S3_ACCESS_KEY", "me", "S3_SECRET_KEY_FILE", key.toString(),
                "KAFKA_CLIENT_SASL_JAAS_CONFIG_FILE", login.toString());

        Files.writeString(key, "new");
        Files.writeString(login, "org.example.New required;");

        assertThat(settings.storage().s3().credentials()).isEqualTo(new S3Credentials.StaticKeys("me", "old"));
        assertThat(settings.kafka().client())
                .isEqualTo(Map.of("sasl.jaas.config", new SecretValue("org.example.Old required;")));
    }

    @Test
    void secrets_are_never_shown() {
        var settings = from("S3_ACCESS_KEY", "me", "S3_SECRET_KEY", "hush", "KAFKA_CLIENT_SASL_JAAS_CONFIG",
                "hush");

        assertThat(settings.toString()).contains("***").doesNotContain("hush");
    }

    @Test
    void headers_of_the_collector_are_decoded_and_never_shown() {
        var settings = from("TRACE_ENDPOINT", "https://collector", "TRACE_HEADERS",
                "authorization=Bearer%20hush+1==, x-team=a%2Cb", "TRACE_RATIO", "0.5");
        var collector = settings.ops().collector().orElseThrow();
        assertThat(collector.headers()).isEqualTo(Map.of("authorization", "Bearer hush+1==", "x-team", "a,b"));
        assertThat(collector.ratio()).isEqualTo(0.5);
        assertThat(settings.toString() + settings.shown()).doesNotContain("hush", "a,b", "a%2Cb");

        for (var unusable : List.of("hush", "=hush", "a=hush%0Ab", "a=hush%zz", "a b=hush", "a=")) {
            assertThatThrownBy(() -> from("TRACE_ENDPOINT", "https://collector", "TRACE_HEADERS", unusable))
                    .isInstanceOf(UnusableEnvironmentException.class)
                    .hasMessageContaining("TRACE_HEADERS: not name=value").hasMessageNotContaining("hush");
        }
    }

    @Test
    void properties_of_kafka_clients_are_passed_on(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("jaas"), "org.example.Login required;");

        assertThat(from("KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_CLIENT_SASL_JAAS_CONFIG_FILE",
                file.toString()).kafka().client())
                .isEqualTo(Map.of("security.protocol", new SecretValue("SASL_SSL"), "sasl.jaas.config",
                        new SecretValue("org.example.Login required;")));
    }

    @Test
    void sizes_and_durations_have_readable_forms() {
        assertThat(ValueParsers.size("1024")).isEqualTo(1024);
        assertThat(ValueParsers.size("3GiB")).isEqualTo(3L << 30);
        assertThat(ValueParsers.size("500MB")).isEqualTo(500_000_000);
        assertThat(ValueParsers.size("9kB")).isEqualTo(9_000);
        assertThat(ValueParsers.memory("25%")).isEqualTo(Runtime.getRuntime().maxMemory() / 100 * 25);
        assertThat(ValueParsers.duration("90s")).isEqualTo(ValueParsers.duration("PT1M30S"));
        assertThat(ValueParsers.duration("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThatThrownBy(() -> ValueParsers.size("3 GB")).hasMessage("not a size such as 64MiB");
    }

    @ParameterizedTest
    @EnumSource
    void every_limit_is_a_setting(Limit limit) {
        assertThat(from("LIMIT_" + limit, "7").limits()).isEqualTo(Limits.defaults().with(limit, 7));
        assertThatThrownBy(() -> from("LIMIT_" + limit, "0")).hasMessageContaining("LIMIT_%s=0: not between 1 and %d"
                .formatted(limit, limit.maximum()));
        assertThatThrownBy(() -> from("LIMIT_" + limit, "" + (limit.maximum() + 1)))
                .hasMessageContaining("not between");
        assertThatThrownBy(() -> from("LIMIT_" + limit, "many"))
                .hasMessageContaining("LIMIT_" + limit + "=many: not a");
    }

    @Test
    void limits_of_bytes_have_units_and_others_have_none() {
        assertThat(from("LIMIT_IMAGE_BYTES", "1GiB").limits().of(Limit.IMAGE_BYTES)).isEqualTo(1L << 30);
        assertThat(SettingsTable.markdown()).contains("| `LIMIT_IMAGE_BYTES` | `256MiB` | maximum encoded bytes",
                "| `LIMIT_IMAGE_PIXELS` | `100000000` | maximum pixels");
        assertThatThrownBy(() -> from("LIMIT_IMAGE_PIXELS", "1GiB")).hasMessageContaining("not a whole number");
        assertThatThrownBy(() -> from("LIMIT_IMAGE_BYTES", "999999999999999TiB")).hasMessageContaining("too large");
        assertThatThrownBy(() -> from("LIMIT_IMAGE_PIXEL", "5")).hasMessageContaining("is not a known setting");
        assertThat(from().limits()).isEqualTo(Limits.defaults());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1024, 1KiB", "1536, 1536", "1048576, 1MiB", "268435456, 256MiB", "1099511627776, 1TiB",
        "1125899906842624, 1024TiB"})
    void a_size_is_shown_as_it_is_read(long size, String shown) {
        assertThat(ValueParsers.shown(size)).isEqualTo(shown);
        assertThat(ValueParsers.size(shown)).isEqualTo(size);
    }

    /** If it fails, copy what it found into docs/settings.md. */
    @Test
    void the_documented_table_is_the_one_that_is_read() throws Exception {
        assertThat(Files.readString(Path.of("../docs/settings.md"))).contains(SettingsTable.markdown());
    }

    private static WorkerSettings from(String... more) {
        var variables = new HashMap<>(REQUIRED);
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return WorkerSettings.from(variables);
    }

    @Test
    void one_topic_or_classes_of_service_take_requests() {
        assertThat(topics("requests").classes()).containsExactly(new RequestTopic("requests", 1));
        assertThat(topics("urgent:3, standard:1").classes())
                .containsExactly(new RequestTopic("urgent", 3), new RequestTopic("standard", 1));
        assertThat(topics("urgent:3,standard:1").requests()).isEqualTo("urgent");
        assertThat(topics("urgent:3,standard").work()).containsExactly("urgent", "standard", "mask-export.tasks.v1");
    }

    private static WorkerSettings.TopicNames topics(String value) {
        var environment = new HashMap<>(REQUIRED);
        environment.put("KAFKA_REQUEST_TOPIC", value);
        return WorkerSettings.from(environment).kafka().topics();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            urgent:0 | the weight of urgent is not 1 to 100
            urgent:101 | the weight of urgent is not 1 to 100
            urgent:x | `urgent:x` is not a topic, or topic:weight such as urgent:3
            a topic | `a topic` is not a topic, or topic:weight such as urgent:3
            :3 | `:3` is not a topic, or topic:weight such as urgent:3
            a:1,a:2 | topic a is listed twice
            , | not 1 to 8 topics
            a,b,c,d,e,f,g,h,i | not 1 to 8 topics
            mask-export.tasks.v1 | mask-export.tasks.v1 is the topic of other records
            """)
    void unusable_classes_of_service_are_named(String value, String problem) {
        assertThatThrownBy(() -> topics(value)).isInstanceOf(UnusableEnvironmentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void quotas_are_read() {
        var environment = new HashMap<>(REQUIRED);
        environment.putAll(Map.of("QUOTA_ITEMS", "1000", "QUOTA_BYTES", "2GiB", "QUOTA_IN_FLIGHT", "3",
                "QUOTA_EXCESS", "refuse"));

        assertThat(WorkerSettings.from(environment).quotas())
                .isEqualTo(new WorkerSettings.QuotaSettings(1_000, 2L << 30, Long.MAX_VALUE, 3, true));
        assertThat(WorkerSettings.from(REQUIRED).quotas()).isEqualTo(new WorkerSettings.QuotaSettings(Long.MAX_VALUE,
                Long.MAX_VALUE, Long.MAX_VALUE, 0, false));
    }
}
