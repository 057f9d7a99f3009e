package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.admission.RateLimit;
import dev.riffle.ingest.collect.live.LiveEvent;
import dev.riffle.ingest.collect.live.LiveEvent.Rejected;
import dev.riffle.ingest.collect.live.LiveView;
import dev.riffle.ingest.collect.live.LiveView.Item;
import dev.riffle.ingest.collect.publication.EventLog;
import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What viewers see of requests, without a server. */
class ShownLiveTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ProjectId PROJECT = new ProjectId(1);

  private final CollectorFixture collector = new CollectorFixture(NOW);
  private final LiveView view = collector.live.open(PROJECT, "").orElseThrow();

  @Test
  void acceptedAndRejectedEventsOfARequestInTheirOrder() {
    segment(
        "{\"type\":\"track\",\"event\":\"Bought\",\"userId\":\"alice\",\"messageId\":\"m-1\","
            + "\"timestamp\":\"2026-11-22T11:00:00Z\",\"properties\":{\"n\":1}}",
        "{\"type\":\"track\",\"event\":\"Sold\",\"userId\":\"null\"}",
        "{\"type\":\"identify\",\"userId\":\"bob\",\"traits\":{\"plan\":\"pro\"}}",
        "{\"type\":\"nonsense\"}");

    List<LiveEvent> shown = shown();

    assertThat(shown).extracting(LiveEvent::index).containsExactly(0, 1, 2, 3);
    LiveEvent bought = shown.getFirst();
    assertThat(bought.rejection()).isEmpty();
    assertThat(bought.vendor()).isEqualTo("segment");
    assertThat(bought.receivedAt()).isEqualTo(NOW);
    assertThat(bought.event().name()).isEqualTo("Bought");
    assertThat(bought.event().userId()).isEqualTo("alice");
    assertThat(bought.event().messageId()).isEqualTo("m-1");
    assertThat(bought.event().time()).contains(Instant.parse("2026-11-22T11:00:00Z"));
    assertThat(bought.event().properties()).isEqualTo(Map.of("n", PropertyValue.of(1)));
    assertThat(shown.get(1).event().name()).isEqualTo("Sold");
    assertThat(shown.get(1).rejection().orElseThrow())
        .satisfies(why -> assertThat(why.code()).isEqualTo("placeholder_id"))
        .satisfies(why -> assertThat(why.field()).isEqualTo("userId"));
    assertThat(shown.get(2).event().name()).isEqualTo("$identify");
    assertThat(shown.get(3).event().kind()).isEmpty();
    assertThat(code(shown.get(3))).isEqualTo("unknown_type");
  }

  @Test
  void goodEventsThatShareTheFateOfBadOnes() {
    collector.post(
        "/2/httpapi",
        "{\"api_key\":\"%s\",\"events\":[{\"event_type\":\"Bought\",\"user_id\":\"alice\"},{\"user_id\":\"alice\"}]}"
            .formatted(CollectorFixture.KEY));

    assertThat(shown())
        .extracting(ShownLiveTest::code)
        .containsExactly("ingest-invalid-events", "missing_field");
  }

  @Test
  void whatKafkaDidNotTake() {
    collector.log.answer = EventLog.Result.UNAVAILABLE;
    segment("{\"type\":\"track\",\"event\":\"Bought\",\"userId\":\"alice\"}");

    assertThat(code(shown().getFirst())).isEqualTo("ingest-log-unavailable");
  }

  @Test
  void whatWasBeyondTheRate() {
    CollectorFixture limited = new CollectorFixture(NOW, new RateLimit(1, 1, 1));
    try (LiveView own = limited.live.open(PROJECT, "").orElseThrow()) {
      for (int i = 0; i < 2; i++) {
        limited.post(
            "/v1/track",
            "{\"event\":\"e%d\",\"userId\":\"alice\",\"writeKey\":\"%s\"}"
                .formatted(i, CollectorFixture.KEY));
      }

      List<LiveEvent> shown = events(own);

      assertThat(shown.get(0).rejection()).isEmpty();
      assertThat(code(shown.get(1))).isEqualTo("ingest-rate-limited");
      assertThat(shown.get(1).event().name()).isEqualTo("e1");
    }
  }

  private List<LiveEvent> shown() {
    return events(view);
  }

  private static List<LiveEvent> events(LiveView view) {
    return view.read(100).stream().map(item -> ((Item.Event) item).event()).toList();
  }

  private static String code(LiveEvent event) {
    return event.rejection().map(Rejected::code).orElse("");
  }

  private void segment(String... events) {
    collector.post(
        "/v1/batch",
        "{\"batch\":[%s],\"writeKey\":\"%s\"}"
            .formatted(String.join(",", events), CollectorFixture.KEY));
  }
}
