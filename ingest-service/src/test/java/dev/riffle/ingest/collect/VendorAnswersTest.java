package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.admission.RateLimit;
import dev.riffle.ingest.collect.protocol.Reply;
import dev.riffle.ingest.collect.publication.EventLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers that make each vendor's library drop, split, wait or send again, as the situation asks
 * for. What a library does with which answer was observed on the real ones; docs/sdks.md.
 */
class VendorAnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = CollectorFixture.KEY;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CollectorFixture collector = new CollectorFixture(NOW);

  /** How each vendor writes an event that is good, and one that is not. */
  enum Vendor {
    SEGMENT(
        "/v1/batch",
        "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}",
        "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"null\"}"),
    AMPLITUDE(
        "/2/httpapi",
        "{\"event_type\":\"e\",\"user_id\":\"alice\"}",
        "{\"event_type\":\"e\",\"user_id\":\"null\"}"),
    AMPLITUDE_LEGACY(
        "/",
        "{\"event_type\":\"e\",\"user_id\":\"alice\"}",
        "{\"event_type\":\"e\",\"user_id\":\"null\"}"),
    POSTHOG(
        "/batch/",
        "{\"event\":\"e\",\"distinct_id\":\"alice\"}",
        "{\"event\":\"e\",\"distinct_id\":\"null\"}");

    final String path;
    final String good;
    final String bad;

    Vendor(String path, String good, String bad) {
      this.path = path;
      this.good = good;
      this.bad = bad;
    }

    String body(String key, List<String> events) {
      String list = "[" + String.join(",", events) + "]";
      return switch (this) {
        case SEGMENT -> "{\"writeKey\":\"" + key + "\",\"batch\":" + list + "}";
        case AMPLITUDE -> "{\"api_key\":\"" + key + "\",\"events\":" + list + "}";
        case AMPLITUDE_LEGACY ->
            "client=" + key + "&v=2&e=" + URLEncoder.encode(list, StandardCharsets.UTF_8);
        case POSTHOG -> "{\"api_key\":\"" + key + "\",\"batch\":" + list + "}";
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Segment's, RudderStack's and PostHog's drop a whole batch on a 400: bad ones are left out
    "SEGMENT,          200, 2",
    "POSTHOG,          200, 2",
    // drops what a 400 lists and sends the rest again at once: nothing may be stored yet
    "AMPLITUDE,        400, 0",
    // keeps everything for ever on anything but a 200
    "AMPLITUDE_LEGACY, 200, 2"
  })
  void aBadEventAmongGoodOnesCostsOnlyItself(Vendor vendor, int status, int stored) {
    Reply reply = send(vendor, vendor.good, vendor.bad, vendor.good);

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(collector.log.events).hasSize(stored);
  }

  @ParameterizedTest
  @CsvSource({"SEGMENT, 400", "POSTHOG, 400", "AMPLITUDE, 400", "AMPLITUDE_LEGACY, 200"})
  void onlyBadEventsAreDropped(Vendor vendor, int status) {
    Reply reply = send(vendor, vendor.bad);

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains("\"index\":0", "placeholder_id");
    assertThat(collector.log.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SEGMENT, 413", "POSTHOG, 413", "AMPLITUDE, 413", "AMPLITUDE_LEGACY, 413"})
  void tooManyEventsAreA413WhichSplitsThemWhereTheLibraryCan(Vendor vendor, int status) {
    List<String> events = Collections.nCopies(2001, vendor.good);

    Reply reply = collector.post(vendor.path, vendor.body(KEY, events));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(collector.log.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SEGMENT,          503",
    "POSTHOG,          503",
    "AMPLITUDE,        503",
    // not a 200 as for bad events: what cannot be stored now must come again
    "AMPLITUDE_LEGACY, 503"
  })
  void whatCannotBeStoredNowComesAgain(Vendor vendor, int status) {
    collector.log.answer = EventLog.Result.UNAVAILABLE;

    Reply reply = send(vendor, vendor.good);

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "SEGMENT,          429",
    "AMPLITUDE,        429",
    "AMPLITUDE_LEGACY, 429",
    // its browser library drops events on any status from 400 to 499
    "POSTHOG,          503"
  })
  void whatComesTooFastWaits(Vendor vendor, int status) {
    CollectorFixture limited = new CollectorFixture(NOW, new RateLimit(1, 1, 1));

    assertThat(limited.post(vendor.path, vendor.body(KEY, List.of(vendor.good))).status())
        .isEqualTo(200);
    Reply reply = limited.post(vendor.path, vendor.body(KEY, List.of(vendor.good)));

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "SEGMENT,          401, unknown",
    "POSTHOG,          401, unknown",
    // a 400 that begins so ends its retries
    "AMPLITUDE,        400, Invalid API key",
    "AMPLITUDE_LEGACY, 400, Invalid API key"
  })
  void anUnknownKeyIsFinal(Vendor vendor, int status, String words) {
    collector.holder = new KeyHolder.Nobody();

    Reply reply = send(vendor, vendor.good);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).contains(words);
    assertThat(reply.retryAfter()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"SEGMENT", "AMPLITUDE", "POSTHOG"})
  void aSuccessIsJsonThatIsNotEmpty(Vendor vendor) throws Exception {
    Reply reply = send(vendor, vendor.good);

    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(JSON.readTree(reply.body())).isNotEmpty();
  }

  @Test
  void everyMemberThatTheJavaLibraryNeedsIsInARefusal() throws Exception {
    Reply refused = send(Vendor.AMPLITUDE, Vendor.AMPLITUDE.good, Vendor.AMPLITUDE.bad);
    CollectorFixture limited = new CollectorFixture(NOW, new RateLimit(1, 1, 1));
    String body = Vendor.AMPLITUDE.body(KEY, List.of(Vendor.AMPLITUDE.good));
    limited.post("/2/httpapi", body);
    Reply throttled = limited.post("/2/httpapi", body);

    assertThat(JSON.readTree(refused.body()).properties().stream().map(m -> m.getKey()))
        .contains(
            "code",
            "error",
            "missing_field",
            "events_with_invalid_fields",
            "events_with_missing_fields",
            "events_with_invalid_id_lengths",
            "silenced_devices",
            "silenced_events");
    assertThat(JSON.readTree(refused.body()).get("missing_field").asText("-")).isEmpty();
    assertThat(JSON.readTree(throttled.body()).properties().stream().map(m -> m.getKey()))
        .contains(
            "code",
            "error",
            "eps_threshold",
            "throttled_users",
            "throttled_devices",
            "throttled_events",
            "exceeded_daily_quota_users",
            "exceeded_daily_quota_devices");
  }

  private Reply send(Vendor vendor, String... events) {
    return collector.post(vendor.path, vendor.body(KEY, List.of(events)));
  }
}
