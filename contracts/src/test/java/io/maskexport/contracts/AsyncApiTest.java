package io.maskexport.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTest {
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        try {
            return new YAMLMapper().readTree(Files.readAllBytes(Path.of("asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(target(node.path("$ref").textValue())) : node;
    }

    private static JsonNode target(String reference) {
        var parts = reference.split("#", 2);
        var document = parts[0].isEmpty()
                ? DOCUMENT
                : Schemas.read(parts[0].replaceFirst("^schemas/", "").replace(".json", ""));
        return parts.length == 1 ? document : document.at(parts[1]);
    }

    @Test
    void every_reference_resolves() {
        var references = DOCUMENT.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(50);
        assertThat(references).allSatisfy(reference -> assertThat(target(reference).isObject()).isTrue());
    }

    @Test
    void every_message_of_the_code_has_its_type_and_its_schema() {
        for (var type : MessageType.values()) {
            var message = messages().stream().filter(m -> m.path("name").asText().equals(type.wire())).findAny()
                    .orElseThrow(() -> new AssertionError(type.wire()));
            assertThat(message.at("/payload/$ref").textValue()).isEqualTo("schemas/" + Schemas.nameOf(type) + ".json");
            assertThat(message.at("/headers/properties/ce_type/const").textValue()).isEqualTo(type.wire());
            assertThat(message.at("/traits/0/$ref").textValue()).endsWith(
                    ExportCommand.class.isAssignableFrom(type.record()) ? "/command" : "/event");
        }
        assertThat(messages()).hasSize(MessageType.values().length + 1);
    }

    private static List<JsonNode> messages() {
        var messages = new ArrayList<JsonNode>();
        DOCUMENT.at("/components/messages").forEach(messages::add);
        return messages;
    }

    @Test
    void channels_hold_the_messages_of_their_topics() {
        assertThat(types("requests")).containsExactly(MessageType.EXPORT_REQUESTED.wire());
        assertThat(types("control")).containsExactly(MessageType.CANCEL_REQUESTED.wire());
        assertThat(types("events")).containsExactlyElementsOf(Stream.of(MessageType.values())
                .filter(type -> ExportEvent.class.isAssignableFrom(type.record())).map(MessageType::wire).toList());
        assertThat(types("deadLetters")).containsExactly("deadLetter");
    }

    @Test
    void topics_have_the_partitions_and_the_retention_of_the_manifests() throws IOException {
        var topics = new HashMap<String, JsonNode>();
        try (var manifests = new YAMLMapper().readerFor(JsonNode.class)
                .<JsonNode>readValues(Path.of("../k8s/topics/kafka-topics.yaml").toFile())) {
            manifests.forEachRemaining(topic -> topics.put(topic.at("/metadata/name").textValue(), topic.path("spec")));
        }
        assertThat(DOCUMENT.path("channels")).isNotEmpty().allSatisfy(channel -> {
            var topic = Objects.requireNonNull(topics.get(channel.path("address").textValue()));
            var binding = channel.at("/bindings/kafka");
            assertThat(binding.path("partitions")).isEqualTo(topic.path("partitions"));
            assertThat(binding.at("/topicConfiguration/retention.ms").asLong())
                    .isEqualTo(topic.at("/config/retention.ms").asLong());
        });
    }

    private static List<String> types(String channel) {
        var types = new ArrayList<String>();
        DOCUMENT.at("/channels/" + channel + "/messages").forEach(m -> types.add(resolved(m).path("name").asText()));
        return types;
    }

    @Test
    void every_message_of_a_channel_is_in_its_operation() {
        DOCUMENT.path("operations").forEach(operation -> {
            var channel = resolved(operation.path("channel"));
            assertThat(operation.path("messages")).map(AsyncApiTest::resolved)
                    .containsExactlyElementsOf(
                            channel.path("messages").valueStream().map(AsyncApiTest::resolved).toList());
        });
        assertThat(DOCUMENT.path("operations")).hasSameSizeAs(DOCUMENT.path("channels"));
    }

    @Test
    void every_topic_has_a_kafka_binding_that_holds_the_largest_message() {
        assertThat(DOCUMENT.path("channels")).allSatisfy(channel -> {
            var kafka = channel.at("/bindings/kafka");
            assertThat(kafka.path("bindingVersion").asText()).isEqualTo("0.5.0");
            assertThat(kafka.at("/topicConfiguration/cleanup.policy")).isNotEmpty();
            assertThat(kafka.at("/topicConfiguration/max.message.bytes").asInt())
                    .isGreaterThan(ContractVersion.MAX_BYTES);
        });
    }

    @Test
    void an_event_has_the_headers_that_its_trait_requires() {
        var trait = DOCUMENT.at("/components/messageTraits/event/headers");
        for (var event : Samples.EVENTS) {
            var headers = EventWriter.write(event, "/mask-export", Samples.TRACE).headers();
            assertThat(trait.path("required")).map(JsonNode::textValue).allMatch(headers::containsKey);
            assertThat(headers.keySet()).allMatch(name -> trait.path("properties").has(name)
                    || List.of("ce_id", "ce_type").contains(name));
        }
    }
}
