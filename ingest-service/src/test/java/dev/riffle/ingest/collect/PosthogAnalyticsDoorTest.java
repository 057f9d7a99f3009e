package dev.riffle.ingest.collect;

import static dev.riffle.ingest.collect.CollectorFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.collect.admission.RateLimit;
import dev.riffle.ingest.collect.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only PostHog's newer capture API has; its recorded requests are replayed elsewhere. */
class PosthogAnalyticsDoorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String GOOD =
      "{\"event\":\"Clicked\",\"uuid\":\"u-1\",\"distinct_id\":\"user-1\"}";
  private static final String BAD = "{\"event\":\"\",\"uuid\":\"u-2\",\"distinct_id\":\"user-1\"}";

  private CollectorFixture collector = new CollectorFixture(NOW);

  @ParameterizedTest
  @CsvSource({
    "{}, 2026-11-22T11:59:00Z",
    "{\"disable_skew_correction\":false}, 2026-11-22T11:59:00Z",
    "{\"disable_skew_correction\":true}, 2026-11-22T10:59:00Z"
  })
  void aClockThatIsAnHourSlowIsCorrectedUnlessTheEventForbidsIt(String options, Instant occurred) {
    attemptedAt("2026-11-22T11:00:00.000Z");

    assertThat(post(KEY, event(options)).body()).isEqualTo("{\"results\":{}}");

    assertThat(only().time().occurredAt()).isEqualTo(occurred);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1795348740000"})
  void aTimeOfTheAttemptThatCannotBeReadCorrectsNothing(String attempt) {
    attemptedAt(attempt);

    assertThat(post(KEY, event("{}")).status()).isEqualTo(200);

    assertThat(only().time().occurredAt()).isEqualTo(Instant.parse("2026-11-22T10:59:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "{}, user-1, ''",
    "{\"process_person_profile\":true}, user-1, ''",
    "{\"process_person_profile\":false}, '', user-1",
    "null, user-1, ''"
  })
  void theIdOfAnEventWithoutAPersonIsADevices(String options, String userId, String deviceId) {
    assertThat(post(KEY, event(options)).status()).isEqualTo(200);

    assertThat(only().identity().userId()).isEqualTo(userId);
    assertThat(only().identity().deviceId()).isEqualTo(deviceId);
  }

  @Test
  void theSessionAndTheLibraryStandBesideTheProperties() {
    collector.headers = Map.of("PostHog-Sdk-Info", "posthog-go/1.2.3")::get;

    assertThat(post(KEY, GOOD.replace("\"uuid\"", "\"session_id\":\"s-1\",\"uuid\"")).status())
        .isEqualTo(200);

    assertThat(only().sessionId()).isEqualTo("s-1");
    assertThat(only().library()).isEqualTo("posthog-go/1.2.3");
    assertThat(only().messageId()).isEqualTo("u-1");
  }

  @Test
  void goodEventsAreStoredAndBadOnesListed() {
    Reply reply = post(KEY, BAD + "," + GOOD);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("{\"results\":{},\"rejected\":[{\"index\":0,");
    assertThat(only().messageId()).isEqualTo("u-1");
  }

  @Test
  void whenNoneIsGoodTheBatchIsRefusedForGood() {
    assertThat(post(KEY, BAD).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown"})
  void withoutAKnownKeyNothingIsStored(String key) {
    assertThat(post(key, GOOD).status()).isEqualTo(401);
    assertThat(collector.log.events).isEmpty();
  }

  @Test
  void tooFastIsToComeAgainLater() {
    collector = new CollectorFixture(NOW, new RateLimit(1, 1, 1));

    assertThat(post(KEY, GOOD).status()).isEqualTo(200);
    Reply reply = post(KEY, GOOD);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.retryAfter()).isGreaterThan(Duration.ZERO);
  }

  private void attemptedAt(String time) {
    collector.headers = Map.of("PostHog-Request-Timestamp", time)::get;
  }

  private Reply post(String key, String events) {
    String body = "{\"created_at\":\"2026-11-22T11:00:00.000Z\",\"batch\":[" + events + "]}";
    return collector.post(
        "/i/v1/analytics/events",
        key.isEmpty() ? null : "Bearer " + key,
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(String options) {
    return "{\"event\":\"Clicked\",\"uuid\":\"u-1\",\"distinct_id\":\"user-1\","
        + "\"timestamp\":\"2026-11-22T10:59:00.000Z\",\"options\":"
        + options
        + ",\"properties\":{}}";
  }

  private EventRecord only() {
    assertThat(collector.log.events).hasSize(1);
    return collector.log.events.getFirst();
  }
}
