package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.admission.KeyHolder;
import dev.riffle.ingest.collect.admission.RateLimit;
import dev.riffle.ingest.collect.protocol.Reply;
import dev.riffle.ingest.collect.publication.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in, records and replies out, without a server. */
class CollectorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String AMPLITUDE_400_REST =
      ",\"eps_threshold\":0,\"exceeded_daily_quota_devices\":{},\"exceeded_daily_quota_users\":{},"
          + "\"throttled_devices\":{},\"throttled_users\":{},\"silenced_devices\":[],"
          + "\"silenced_events\":[],\"throttled_events\":[]";

  private final CollectorFixture collector = new CollectorFixture(NOW);

  @ParameterizedTest
  @CsvSource({
    "LOG,   UNAVAILABLE, ingest-log-unavailable",
    "LOG,   FULL,        ingest-overloaded",
    "KEYS,  -,           ingest-keys-unavailable"
  })
  void whatCannotBeStoredNowIsToBeSentAgain(String what, String result, String code) {
    if (what.equals("KEYS")) {
      collector.holder = new KeyHolder.Unavailable();
    } else {
      collector.log.answer = EventLog.Result.valueOf(result);
    }

    Reply segment = segment("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}");
    Reply amplitude = amplitude("{\"event_type\":\"e\",\"user_id\":\"alice\"}");

    assertThat(segment.status()).isEqualTo(503);
    assertThat(segment.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(segment.body()).startsWith("{\"success\":false,\"code\":\"" + code + "\"");
    assertThat(amplitude.status()).isEqualTo(503);
    assertThat(amplitude.body()).startsWith("{\"code\":503,\"error\":\"");
    assertThat(collector.log.events).isEmpty();
  }

  @Test
  void aKeyBeyondItsRateIsToldWhenToComeAgainInItsVendorsWords() {
    CollectorFixture limited = new CollectorFixture(NOW, new RateLimit(2, 10, 1));
    String message = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}";
    String event = "{\"event_type\":\"e\",\"user_id\":\"alice\"}";

    assertThat(limited.post("/v1/batch", segmentBody(times(message, 8))).status()).isEqualTo(200);
    Reply segment = limited.post("/v1/batch", segmentBody(times(message, 9)));
    Reply amplitude = limited.post("/2/httpapi", amplitudeBody(event, event, event));

    assertThat(segment.status()).isEqualTo(429);
    assertThat(segment.retryAfter()).isEqualTo(Duration.ofSeconds(4));
    assertThat(segment.body()).startsWith("{\"success\":false,\"code\":\"ingest-rate-limited\"");
    assertThat(amplitude.status()).isEqualTo(429);
    assertThat(amplitude.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(amplitude.body())
        .startsWith("{\"code\":429,\"error\":\"")
        .endsWith(
            ",\"eps_threshold\":0,\"exceeded_daily_quota_devices\":{},"
                + "\"exceeded_daily_quota_users\":{},\"throttled_devices\":{},"
                + "\"throttled_users\":{},\"throttled_events\":[0,1,2]}");
    assertThat(limited.log.events).hasSize(8);
    assertThat(limited.post("/2/httpapi", amplitudeBody(event, event)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"CROWDED, ingest-key-crowds-out", "STRANGERS, ingest-too-many-unknown-keys"})
  void whoTakesTooMuchIsToldBeforeAllOthers(String what, String code) {
    if (what.equals("STRANGERS")) {
      collector.holder = new KeyHolder.Throttled(Duration.ofSeconds(7));
    } else {
      collector.log.answer = EventLog.Result.CROWDED;
    }

    Reply segment = segment("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}");
    Reply amplitude = amplitude("{\"event_type\":\"e\",\"user_id\":\"alice\"}");

    assertThat(segment.status()).isEqualTo(429);
    assertThat(segment.body()).contains("\"code\":\"" + code + "\"");
    assertThat(segment.retryAfter())
        .isEqualTo(Duration.ofSeconds(what.equals("STRANGERS") ? 7 : 2));
    assertThat(amplitude.body()).endsWith("\"throttled_events\":[0]}");
    assertThat(count("rejected")).isEqualTo(2);
  }

  @Test
  void amplitudeGetsTheFourMembersOfASuccess() {
    Reply reply = amplitude("{\"event_type\":\"e\",\"user_id\":\"alice\"}");

    assertThat(reply.body())
        .isEqualTo(
            "{\"code\":200,\"events_ingested\":1,\"payload_size_bytes\":%d,\"server_upload_time\":%d}"
                .formatted(
                    amplitudeBody("{\"event_type\":\"e\",\"user_id\":\"alice\"}").length(),
                    NOW.toEpochMilli()));
  }

  @Test
  void amplitudeGetsEveryIndexOfARefusalAndNothingIsStored() {
    Reply reply =
        amplitude(
            "{\"event_type\":\"good\",\"user_id\":\"alice\"}",
            "{\"event_type\":\"e\",\"user_id\":\"alice\",\"time\":\"2026-11-22\"}",
            "{\"event_type\":\"e\",\"user_id\":\"bob\"}",
            "{\"user_id\":\"alice\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .startsWith(
            "{\"code\":400,\"error\":\"Invalid field values on some events\",\"missing_field\":\"\","
                + "\"events_with_invalid_fields\":{\"time\":[1]},"
                + "\"events_with_missing_fields\":{\"event_type\":[3]},"
                + "\"events_with_invalid_id_lengths\":{\"user_id\":[2]}"
                + AMPLITUDE_400_REST);
    assertThat(collector.log.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "{\"events\":5}", "{\"events\":[],\"client_upload_time\":{}}"})
  void amplitudeGetsAMissingFieldWithAFinalRefusalSoThatItIsNotSentAgain(String body) {
    Reply reply = collector.post("/2/httpapi", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).doesNotContain("\"missing_field\":\"\"");
  }

  @Test
  void amplitudeStopsAtAnInvalidKey() {
    Reply reply = collector.post("/2/httpapi", "{\"api_key\":\"x\",\"events\":[]}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).startsWith("{\"code\":400,\"error\":\"Invalid API key: ");
  }

  @Test
  void aBatchHasAtMostTwoThousandEvents() {
    String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\"}";

    assertThat(segment(times(event, 2000)).body()).isEqualTo("{\"success\":true}");
    assertThat(collector.log.events).hasSize(2000);
    assertThat(segment(times(event, 2001)).status()).isEqualTo(413);
    assertThat(collector.log.events).hasSize(2000);
  }

  @Test
  void anEventHasAtMost256Kilobytes() {
    int max = 256 << 10;
    String head = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\",\"_\":\"";
    String exact = head + "x".repeat(max - head.length() - 2) + "\"}";

    assertThat(exact).hasSize(max);
    assertThat(segment(exact).status()).isEqualTo(200);
    Reply tooLarge = segment(exact.replace("\"}", "x\"}"));
    assertThat(tooLarge.status()).isEqualTo(400);
    assertThat(tooLarge.body()).contains("\"index\":0", "event_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "undefined",
        "anonymous",
        "0",
        "",
        "-1",
        "none",
        "nil",
        "[object Object]",
        "NaN",
        "true",
        "FALSE",
        "Null"
      })
  void placeholderIdsAreRefusedInAnyCase(String id) {
    String quoted = "\"" + id + "\"";

    assertThat(segment("{\"type\":\"track\",\"event\":\"e\",\"userId\":" + quoted + "}").body())
        .contains("\"field\":\"userId\",\"code\":\"placeholder_id\"");
    assertThat(
            segment("{\"type\":\"alias\",\"userId\":\"a\",\"previousId\":" + quoted + "}").body())
        .contains("\"field\":\"previousId\",\"code\":\"placeholder_id\"");
    assertThat(amplitude("{\"event_type\":\"e\",\"user_id\":" + quoted + "}").body())
        .contains("\"events_with_invalid_fields\":{\"user_id\":[0]}");
  }

  @Test
  void anIdHasAtMost256Characters() {
    String longest = "x".repeat(256);

    assertThat(segment(tracked(longest)).status()).isEqualTo(200);
    assertThat(segment(tracked(longest + "x")).body()).contains("id_too_long");
    assertThat(collector.log.events).hasSize(1);
  }

  @Test
  void aRejectedEventDoesNotHideItsWriteKeyThatFollows() {
    Reply reply =
        collector.post(
            "/v1/track", "{\"userId\":{\"a\":[1]},\"writeKey\":\"" + CollectorFixture.KEY + "\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("\"field\":\"userId\",\"code\":\"wrong_type\"");
  }

  @Test
  void identifyBecomesOperationsAndPropertiesThatShowThem() {
    segment(
        "{\"type\":\"identify\",\"userId\":\"alice\",\"traits\":{\"plan\":\"pro\",\"address\":{\"city\":\"B\"}}}");

    EventRecord event = collector.log.events.getFirst();
    assertThat(event.userOperations())
        .containsExactly(
            PropertyOperation.set("plan", PropertyValue.of("pro")),
            PropertyOperation.set("address.city", PropertyValue.of("B")));
    assertThat(event.properties())
        .isEqualTo(
            Map.of(
                "$set.plan", PropertyValue.of("pro"), "$set.address.city", PropertyValue.of("B")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$set\":{\"a\":1},\"plain\":1}",
        "{\"plain\":1,\"$set\":{\"a\":1}}",
        "{\"$clearAll\":\"-\",\"$set\":{\"a\":1}}",
        "{\"$setonce\":{\"a\":1}}",
        "{\"$add\":{\"a\":\"1\"}}",
        "{\"$set\":5}"
      })
  void operationsThatHaveNoMeaningAreRefused(String userProperties) {
    Reply reply =
        amplitude(
            "{\"event_type\":\"$identify\",\"user_id\":\"alice\",\"user_properties\":"
                + userProperties
                + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(collector.log.events).isEmpty();
  }

  @Test
  void aShortIdIsRemovedUnlessTheRequestAllowsIt() {
    String event = "{\"event_type\":\"e\",\"user_id\":\"abcd\",\"device_id\":\"device-1\"}";

    amplitude(event);
    collector.post(
        "/2/httpapi",
        amplitudeBody(event)
            .replace("{\"api_key\"", "{\"options\":{\"min_id_length\":4},\"api_key\""));

    assertThat(collector.log.events)
        .extracting(stored -> stored.identity().userId())
        .containsExactly("", "abcd");
  }

  @Test
  void receivedEventsAreAcceptedOrRejected() {
    segment(tracked("alice"), tracked("null"));
    amplitude("{\"event_type\":\"e\",\"user_id\":\"alice\"}", "{\"user_id\":\"alice\"}");
    collector.log.answer = EventLog.Result.UNAVAILABLE;
    segment(tracked("alice"));

    assertThat(count("received")).isEqualTo(5);
    assertThat(count("accepted")).isEqualTo(1);
    assertThat(count("rejected")).isEqualTo(4);
  }

  private double count(String what) {
    return collector.registry.find("riffle.collect.events." + what).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static String tracked(String userId) {
    return "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"" + userId + "\"}";
  }

  private Reply segment(String... events) {
    return collector.post("/v1/batch", segmentBody(events));
  }

  private static String segmentBody(String... events) {
    return "{\"batch\":[%s],\"writeKey\":\"%s\"}"
        .formatted(String.join(",", events), CollectorFixture.KEY);
  }

  private Reply amplitude(String... events) {
    return collector.post("/2/httpapi", amplitudeBody(events));
  }

  private static String amplitudeBody(String... events) {
    return "{\"api_key\":\"%s\",\"events\":[%s]}"
        .formatted(CollectorFixture.KEY, String.join(",", List.of(events)));
  }

  private static String times(String element, int times) {
    return IntStream.range(0, times).mapToObj(_ -> element).collect(Collectors.joining(","));
  }
}
