package dev.riffle.ingest.load.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.riffle.event.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Over Kafka's own in-memory producer. */
class KafkaDeadLettersTest {
  private static final List<DeadLetter> TWO =
      List.of(SampleLetters.letter(1, new byte[] {1}), SampleLetters.letter(2, new byte[0]));

  private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();

  @Test
  void makesNoProducerBeforeTheFirstDeadLetterAndOneForAll() throws Exception {
    KafkaDeadLetters letters = new KafkaDeadLetters(() -> producer(true), "dead");
    assertThat(made).isEmpty();

    letters.keep(TWO);
    letters.keep(TWO);

    assertThat(made).hasSize(1);
    assertThat(made.getFirst().history())
        .extracting(record -> text(record.key()) + " of " + record.value().length)
        .containsExactly(
            "458754-1-0 of 1", "458754-2-0 of 0", "458754-1-0 of 1", "458754-2-0 of 0");
    letters.close();
    assertThat(made.getFirst().closed()).isTrue();
  }

  @Test
  void saysThatTheyAreUnavailableAndStartsCleanTheNextTime() throws Exception {
    KafkaDeadLetters letters = new KafkaDeadLetters(() -> producer(true), "dead");
    letters.keep(List.of());
    made.getFirst().sendException = new KafkaException("fenced");

    assertThatThrownBy(() -> letters.keep(TWO))
        .isInstanceOf(DeadLetters.UnavailableException.class)
        .hasMessage("topic dead did not acknowledge 2 dead letters")
        .hasRootCauseMessage("fenced");
    letters.keep(TWO);

    assertThat(made).hasSize(2);
    assertThat(made.getFirst().closed()).isTrue();
    assertThat(made.getLast().history()).hasSize(2);
  }

  @Test
  void doesNotReturnBeforeTheLastAcknowledgement() throws Exception {
    KafkaDeadLetters letters = new KafkaDeadLetters(() -> producer(false), "dead");
    letters.keep(List.of());
    List<Throwable> outcome = new ArrayList<>();
    Thread keeping =
        Thread.ofVirtual()
            .start(() -> {
              try {
                letters.keep(TWO);
              } catch (InterruptedException | RuntimeException e) {
                outcome.add(e);
              }
            });
    MockProducer<byte[], byte[]> producer = made.getFirst();
    await().until(() -> producer.history().size() == 2);

    assertThat(producer.completeNext()).isTrue();
    assertThat(keeping.isAlive()).isTrue();
    assertThat(producer.errorNext(new KafkaException("no room"))).isTrue();
    keeping.join();

    assertThat(outcome).singleElement().isInstanceOf(DeadLetters.UnavailableException.class);
  }

  @Test
  void anInterruptEndsItAsAnInterrupt() {
    KafkaDeadLetters letters = new KafkaDeadLetters(() -> producer(true), "dead");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> letters.keep(TWO)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void kafkasOwnInterruptIsAnInterruptToo() {
    KafkaDeadLetters letters =
        new KafkaDeadLetters(
            () -> {
              MockProducer<byte[], byte[]> producer = producer(true);
              producer.sendException = new InterruptException(new InterruptedException());
              return producer;
            },
            "dead");

    assertThatThrownBy(() -> letters.keep(TWO)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private MockProducer<byte[], byte[]> producer(boolean acknowledges) {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(
            acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    made.add(producer);
    return producer;
  }
}
