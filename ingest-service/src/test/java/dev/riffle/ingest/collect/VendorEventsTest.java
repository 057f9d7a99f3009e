package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyOperation.Kind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.protocol.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recorded requests do not show: other shapes and rules of the vendors' APIs. */
class VendorEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = CollectorFixture.KEY;

  private final CollectorFixture collector = new CollectorFixture(NOW);

  @ParameterizedTest
  @CsvSource({
    "'{\"distinct_id\":\"a\",\"$is_identified\":false}',                            '', a",
    "'{\"distinct_id\":\"a\",\"$process_person_profile\":false}',                   '', a",
    "'{\"distinct_id\":\"a\",\"$device_id\":\"a\"}',                                '', a",
    "'{\"distinct_id\":\"a\",\"$device_id\":\"d\",\"$is_identified\":false}',       '', a",
    "'{\"distinct_id\":\"u\",\"$device_id\":\"d\"}',                                u,  d",
    "'{\"distinct_id\":\"u\",\"$device_id\":\"u\",\"$user_id\":\"u\"}',             u,  u",
    "'{\"distinct_id\":\"u\",\"$anon_distinct_id\":\"a\",\"$device_id\":\"d\"}',    u,  a",
    "'{\"distinct_id\":\"u\"}',                                                     u,  ''",
    "'{\"distinct_id\":42}',                                                        42, ''"
  })
  void posthogsOneIdIsAUserOrADevice(String properties, String userId, String deviceId) {
    posthog("{\"event\":\"e\",\"properties\":" + properties + "}");

    assertThat(only().identity()).isEqualTo(new Identity(userId, deviceId));
  }

  @Test
  void posthogsEventsChangeUsers() {
    posthog(
        "{\"event\":\"e\",\"distinct_id\":\"u\",\"$set_once\":{\"first\":1,\"none\":null},"
            + "\"properties\":{\"$set\":{\"plan\":\"pro\"},\"$unset\":[\"trial\"]}}");

    assertThat(only().kind()).isEqualTo(EventKind.TRACK);
    assertThat(only().userOperations())
        .containsExactly(
            new PropertyOperation(Kind.SET_ONCE, "first", PropertyValue.of(1)),
            PropertyOperation.set("plan", PropertyValue.of("pro")),
            new PropertyOperation(Kind.UNSET, "trial", new PropertyValue.Null()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$create_alias", "$merge_dangerously"})
  void posthogsAliasOfADeviceBindsItToTheUser(String event) {
    posthog(
        "{\"event\":\""
            + event
            + "\",\"properties\":{\"distinct_id\":\"a\",\"$device_id\":\"a\","
            + "\"$is_identified\":false,\"alias\":\"u\"}}");

    assertThat(only().kind()).isEqualTo(EventKind.IDENTIFY);
    assertThat(only().identity()).isEqualTo(new Identity("u", "a"));
  }

  @Test
  void posthogsAliasOfAUserIsOneMoreIdOfTheUser() {
    posthog("{\"event\":\"$create_alias\",\"properties\":{\"distinct_id\":\"u\",\"alias\":\"v\"}}");

    assertThat(only().kind()).isEqualTo(EventKind.ALIAS);
    assertThat(only().identity()).isEqualTo(new Identity("u", ""));
    assertThat(only().targetId()).isEqualTo("v");
  }

  @ParameterizedTest
  @CsvSource({"$pageview, page.title", "Song Played, title"})
  void onlyOfPosthogsPageViewsIsATitleThePages(String event, String property) {
    posthog(
        "{\"event\":\""
            + event
            + "\",\"distinct_id\":\"u\",\"properties\":"
            + "{\"title\":\"Home\",\"$current_url\":\"https://example.com/\"}}");

    assertThat(only().properties()).containsEntry(property, PropertyValue.of("Home"));
  }

  @Test
  void posthogsOlderShapesAreOneEventAListOrAForm() {
    String event =
        "{\"event\":\"e\",\"properties\":{\"token\":\"" + KEY + "\",\"distinct_id\":\"u\"}}";
    String base64 = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));

    for (String body :
        new String[] {
          event,
          "[" + event + "," + event + "]",
          "data=" + URLEncoder.encode(event, StandardCharsets.UTF_8),
          "data=" + URLEncoder.encode(base64, StandardCharsets.UTF_8)
        }) {
      Reply reply = collector.post("/e/", body);
      assertThat(reply.body()).as(body).isEqualTo("{\"status\":1}");
    }

    assertThat(collector.log.events).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "\"text\"", "[5]", "{\"batch\":5}", "data=%22x%22", "{}", ""})
  void whatIsNoneOfPosthogsShapesIsRefused(String body) {
    collector.anyKey = true;

    Reply reply = collector.post("/e/", body);

    assertThat(reply.status()).as(reply.body()).isIn(400, 401);
    assertThat(collector.log.events).isEmpty();
  }

  @Test
  void posthogsFlagsAreNoneAndNeedAKey() {
    assertThat(collector.post("/flags/", "{\"token\":\"" + KEY + "\"}").body())
        .contains("\"featureFlags\":{}", "\"errorsWhileComputingFlags\":false");
    assertThat(collector.post("/decide", "{\"token\":\"unknown\"}").status()).isEqualTo(401);
    assertThat(collector.post("/flags", "{}").status()).isEqualTo(401);
    assertThat(collector.post("/flags", "{").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void amplitudesGroupIdentifyNamesNoPerson(boolean byGet) {
    String form =
        "api_key="
            + KEY
            + "&identification="
            + URLEncoder.encode(
                "[{\"group_type\":\"org\",\"group_value\":\"acme\","
                    + "\"group_properties\":{\"$add\":{\"seats\":3}}}]",
                StandardCharsets.UTF_8);

    Reply reply =
        byGet ? collector.get("/groupidentify", form) : collector.post("/groupidentify", form);

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(only().kind()).isEqualTo(EventKind.GROUP);
    assertThat(only().targetId()).isEqualTo("acme");
    assertThat(only().identity()).isEqualTo(Identity.ofDevice("$org_acme"));
    assertThat(only().properties()).isEqualTo(Map.of("group.type", PropertyValue.of("org")));
    assertThat(only().userOperations())
        .containsExactly(new PropertyOperation(Kind.ADD, "seats", PropertyValue.of(3)));
  }

  @Test
  void amplitudesIdentifyIsAlsoAGet() {
    String query =
        "api_key="
            + KEY
            + "&identification=%7B%22user_id%22%3A%22alice%22%2C%22user_properties%22%3A"
            + "%7B%22plan%22%3A%22pro%22%7D%7D";

    assertThat(collector.get("/identify/", query).status()).isEqualTo(200);
    assertThat(only().userOperations())
        .containsExactly(PropertyOperation.set("plan", PropertyValue.of("pro")));
  }

  /** Amplitude's rule for the field {@code revenue}, and the numbers that it needs. */
  @ParameterizedTest
  @CsvSource({
    "'\"price\":9.99,\"quantity\":2',                        19.98",
    "'\"price\":0.1,\"quantity\":3',                         0.3",
    "'\"price\":5',                                          5",
    "'\"price\":5,\"quantity\":2,\"revenue\":7',             7",
    "'\"event_properties\":{\"$price\":5,\"$quantity\":2}',  10",
    "'\"api_properties\":{\"special\":\"revenue_amount\",\"quantity\":2,\"price\":5}', 10",
    "'\"revenue\":7',                                        7"
  })
  void amplitudesRevenueIsPriceTimesQuantityUnlessItIsGiven(String fields, double revenue) {
    amplitude("{\"event_type\":\"e\",\"user_id\":\"alice\"," + fields + "}");

    assertThat(only().properties().get("revenue")).isEqualTo(PropertyValue.of(revenue));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"quantity\":2",
        "\"price\":\"5\"",
        "\"price\":null",
        "\"event_properties\":{\"price\":5}",
        "\"quantity\":2,\"event_properties\":{\"price\":5}",
        "\"event_properties\":{\"a\":1}"
      })
  void withoutAPriceThatWasPaidThereIsNoRevenue(String fields) {
    amplitude("{\"event_type\":\"e\",\"user_id\":\"alice\"," + fields + "}");

    assertThat(only().properties()).doesNotContainKey("revenue");
  }

  @Test
  void theFirstBrowserLibrarysShortIdsAreKept() {
    String events =
        URLEncoder.encode(
            "[{\"event_type\":\"e\",\"user_id\":\"bob\",\"timestamp\":1795348800000}]",
            StandardCharsets.UTF_8);

    Reply reply = collector.post("/", "client=" + KEY + "&upload_time=no&e=" + events);

    assertThat(reply.body()).isEqualTo("success");
    assertThat(only().identity()).isEqualTo(Identity.ofUser("bob"));
    assertThat(only().time().occurredAt()).isEqualTo(NOW);
  }

  @Test
  void rudderstacksEmptyUserIdIsNone() {
    segment(
        "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"\",\"anonymousId\":\"d\","
            + "\"context\":{\"sessionId\":1795308444631}}");

    assertThat(only().identity()).isEqualTo(Identity.ofDevice("d"));
    assertThat(only().sessionId()).isEqualTo("1795308444631");
  }

  @Test
  void rudderstacksBeaconHasItsKeyInTheQuery() {
    String body = "{\"batch\":[{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\"}]}";

    Reply reply = collector.postWithQuery("/beacon/v1/batch", "writeKey=" + KEY, body);

    assertThat(reply.body()).isEqualTo("{\"success\":true}");
    assertThat(collector.postWithQuery("/beacon/v1/batch", "", body).status()).isEqualTo(401);
    assertThat(collector.log.events).hasSize(1);
  }

  @Test
  void segmentsContextHasTheNamesOfEveryVendor() {
    segment(
        "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"context\":{"
            + "\"device\":{\"type\":\"ios\",\"model\":\"iPhone7,2\",\"manufacturer\":\"Apple\","
            + "\"id\":\"x\"},\"os\":{\"name\":\"iPhone OS\",\"version\":\"8.1.3\"},"
            + "\"app\":{\"name\":\"Shop\",\"version\":\"545\"},"
            + "\"location\":{\"country\":\"United States\",\"city\":\"San Francisco\"},"
            + "\"timezone\":\"Europe/Amsterdam\",\"groupId\":\"acme\",\"network\":{\"wifi\":true},"
            + "\"page\":{\"referring_domain\":\"news.example\",\"referrer\":\"$direct\"}}}");

    assertThat(only().properties())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("device.type", PropertyValue.of("mobile")),
                Map.entry("device.model", PropertyValue.of("iPhone7,2")),
                Map.entry("device.manufacturer", PropertyValue.of("Apple")),
                Map.entry("os.name", PropertyValue.of("iPhone OS")),
                Map.entry("os.version", PropertyValue.of("8.1.3")),
                Map.entry("app.name", PropertyValue.of("Shop")),
                Map.entry("app.version", PropertyValue.of("545")),
                Map.entry("geo.country", PropertyValue.of("US")),
                Map.entry("geo.city", PropertyValue.of("San Francisco")),
                Map.entry("timezone", PropertyValue.of("Europe/Amsterdam")),
                Map.entry("group.group", PropertyValue.of("acme")),
                Map.entry("page.referringDomain", PropertyValue.of("news.example"))));
  }

  private EventRecord only() {
    assertThat(collector.log.events).hasSize(1);
    return collector.log.events.getFirst();
  }

  private void posthog(String event) {
    Reply reply = collector.post("/e/", "{\"api_key\":\"" + KEY + "\",\"batch\":[" + event + "]}");
    assertThat(reply.body()).isEqualTo("{\"status\":1}");
  }

  private void amplitude(String event) {
    Reply reply =
        collector.post("/2/httpapi", "{\"api_key\":\"" + KEY + "\",\"events\":[" + event + "]}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private void segment(String message) {
    Reply reply =
        collector.post("/v1/batch", "{\"writeKey\":\"" + KEY + "\",\"batch\":[" + message + "]}");
    assertThat(reply.body()).isEqualTo("{\"success\":true}");
  }
}
