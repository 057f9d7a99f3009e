package dev.riffle.acceptance.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventSourceTest {
  private static final EventSource SOURCE =
      new EventSource(42, Instant.parse("2026-05-01T10:00:00.123Z"), 1000);

  private final List<SentEvent> events =
      LongStream.rangeClosed(1, 20_000).mapToObj(SOURCE::event).toList();

  @Test
  void makesTheSameEventOfTheSameNumber() {
    assertThat(SOURCE.event(77)).isEqualTo(events.get(76));
    assertThat(SOURCE.event(77).checksum()).isEqualTo(events.get(76).checksum());
  }

  @Test
  void makesAnotherEventOfEveryNumber() {
    assertThat(events.stream().map(SentEvent::checksum).distinct()).hasSize(20_000);
  }

  @Test
  void spreadsEventsOverMonthsAndBrokenClocks() {
    assertThat(
            events.stream().map(event -> YearMonth.from(event.claimedAt().atZone(ZoneOffset.UTC))))
        .contains(
            YearMonth.of(1970, 1),
            YearMonth.of(2025, 12),
            YearMonth.of(2026, 2),
            YearMonth.of(2026, 4),
            YearMonth.of(2099, 12));
  }

  @Test
  void hasEventsOfEveryKind() {
    assertThat(events).anyMatch(SentEvent::identify).anyMatch(event -> !event.identify());
    assertThat(events).anyMatch(SentEvent::anonymous).anyMatch(event -> !event.anonymous());
    assertThat(events).anyMatch(event -> event.messageId().isEmpty());
  }

  @Test
  void writesJsonThatSaysTheSame() throws IOException {
    for (SentEvent event : events.subList(0, 500)) {
      StringBuilder segment = new StringBuilder();
      event.appendSegment(segment);
      JsonNode json = new ObjectMapper().readTree(segment.toString());
      JsonNode properties = json.path(event.identify() ? "traits" : "properties");

      assertThat(json.path("messageId").asText("")).isEqualTo(event.messageId());
      assertThat(json.path("timestamp").asText()).isEqualTo(event.claimedAt().toString());
      assertThat(properties.path("note").asText()).isEqualTo(event.note());
      assertThat(properties.path("amount").asDouble()).isEqualTo(event.amount());
      assertThat(properties.path("seq").asLong()).isEqualTo(event.number());

      StringBuilder amplitude = new StringBuilder();
      event.appendAmplitude(amplitude);
      JsonNode other = new ObjectMapper().readTree(amplitude.toString());
      assertThat(
              event.identify()
                  ? other.path("user_properties").path("$set")
                  : other.path("event_properties"))
          .isEqualTo(properties);
    }
  }
}
