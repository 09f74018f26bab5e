package io.maskexport.worker.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Checks properties of Kafka clients, which the clients themselves ignore if they do not know them. */
final class KafkaPropertyCheck {
    static final String PREFIX = "KAFKA_CLIENT_";

    /** What the worker sets itself, and where it takes it from. */
    private static final Map<String, String> OURS = Map.of("bootstrap.servers", "set KAFKA_BOOTSTRAP_SERVERS",
            "group.id", "set KAFKA_GROUP", "client.id", "the worker sets it");
    private static final List<String> FILES = List.of("ssl.truststore.location", "ssl.keystore.location");

    private KafkaPropertyCheck() {}

    /** All problems; without the values of secrets. */
    static List<String> problems(Map<String, SecretValue> properties) {
        if (properties.isEmpty()) {
            return List.of(); // loads no class of the clients
        }
        var problems = new LinkedHashMap<String, String>();
        var values = new HashMap<String, String>();
        properties.forEach((name, value) -> values.put(name, value.value()));
        var definitions = Stream.of(ConsumerConfig.configDef(), ProducerConfig.configDef(),
                AdminClientConfig.configDef()).toList();
        values.keySet().stream().sorted().forEach(name -> {
            if (OURS.containsKey(name)) {
                problems.put(name, OURS.get(name));
            } else if (definitions.stream().noneMatch(definition -> definition.names().contains(name))) {
                problems.put(name, "`" + name + "` is not a property of Kafka clients");
            } else if (FILES.contains(name) && !Files.isReadable(Path.of(values.getOrDefault(name, "")))) {
                problems.put(name, "the file cannot be read");
            }
        });
        definitions.forEach(definition -> invalid(definition, values).forEach(problems::putIfAbsent));
        var lines = new ArrayList<String>();
        problems.forEach((name, problem) -> lines.add(variable(name) + ": " + problem));
        return lines;
    }

    /** Passwords have no rule that they could break, so no message shows one. */
    private static Map<String, String> invalid(ConfigDef definition, Map<String, String> values) {
        var invalid = new LinkedHashMap<String, String>();
        for (var value : definition.validate(values)) {
            if (values.containsKey(value.name()) && !value.errorMessages().isEmpty()) {
                invalid.put(value.name(), value.errorMessages().getFirst());
            }
        }
        return invalid;
    }

    private static String variable(String property) {
        return PREFIX + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
