package dev.riffle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaEngineIT {
  @Test
  void keepsRecordsOfTopicsThatWereCreatedAndCreatesNoneByItself() throws Exception {
    try (KafkaEngine engine = KafkaEngine.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", engine.bootstrapServers()));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", engine.bootstrapServers(), "max.block.ms", "3000"),
                new StringSerializer(),
                new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic("events", 4, (short) 1))).all().get();

      long offset = producer.send(new ProducerRecord<>("events", "key", "value")).get().offset();

      assertThat(offset).isZero();
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("evnets", "value")).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).containsExactly("events");
    }
  }
}
