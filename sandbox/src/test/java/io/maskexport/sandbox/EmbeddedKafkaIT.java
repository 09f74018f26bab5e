package io.maskexport.sandbox;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedKafkaIT {
    @Test
    void the_broker_offers_share_groups_and_keeps_its_topics_over_a_restart() throws Exception {
        try (var kafka = new EmbeddedKafka();
                var admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get(30, SECONDS);

            var features = admin.describeFeatures().featureMetadata().get(30, SECONDS).finalizedFeatures();
            assertThat(features).hasEntrySatisfying("share.version", v -> assertThat(v.maxVersionLevel()).isPositive());

            kafka.restart();

            assertThat(admin.listTopics().names().get(30, SECONDS)).contains("t");
        }
    }
}
