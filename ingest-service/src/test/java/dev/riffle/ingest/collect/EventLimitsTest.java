package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events at and beyond the limits that hold by default: one bad event costs its batch nothing but
 * itself, and the reply says which it was and why.
 */
class EventLimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final PropertyValue REPLACED = PropertyValue.of("\uFFFD");

  private final CollectorFixture collector = new CollectorFixture(NOW);

  @ParameterizedTest
  @ValueSource(ints = {17, 501, 1_001, 10_000, 100_000})
  void anEventNestedTooDeeplyCostsItsBatchNothing(int levels) {
    // the properties' own object is the first level
    Reply segment = segment("{\"a\":" + nested(levels - 1) + "}");

    assertThat(segment.status()).isEqualTo(200);
    assertThat(segment.body())
        .contains("\"accepted\":2", "\"index\":1,\"field\":\"a\",\"code\":\"too_deep\"");
    assertThat(collector.log.events).hasSize(2);
    Reply amplitude = amplitude("{\"a\":" + nested(levels - 1) + "}");
    assertThat(amplitude.status()).isEqualTo(400);
    assertThat(amplitude.body()).contains("\"events_with_invalid_fields\":{\"a\":[1]}");
  }

  @Test
  void theDeepestEventIsAccepted() {
    assertThat(segment("{\"a\":" + nested(15) + "}").body()).isEqualTo("{\"success\":true}");
    assertThat(amplitude("{\"a\":" + nested(15) + "}").status()).isEqualTo(200);
  }

  @Test
  void depthInAFieldThatNobodyReadsDoesNotMatter() {
    Reply reply =
        collector.post(
            "/v1/batch",
            batch(
                "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\",\"integrations\":"
                    + nested(100_000)
                    + "}"));

    assertThat(reply.body()).isEqualTo("{\"success\":true}");
  }

  @Test
  void anEventTooLargeToBeOneIsNamedWhateverMakesItLarge() {
    String digits = "9".repeat(300_000);
    for (String value : new String[] {digits, "\"" + digits + "\"", "{\"" + digits + "\":1}"}) {
      assertThat(segment("{\"a\":" + value + "}").body())
          .contains("\"accepted\":2", "\"index\":1", "event_too_large");
    }
  }

  @Test
  void bracketsBeyondAnyEventAreNoJsonAndNoTroubleOfOurs() {
    for (int levels : new int[] {140_000, 500_000}) {
      for (String text :
          new String[] {nested(levels), "[".repeat(levels), "{\"a\":".repeat(levels)}) {
        Reply reply = segment("{\"a\":" + text + "}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("ingest-invalid-json");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "C080, overlong NUL",
    "C1BF, overlong",
    "E08080, overlong",
    "F0808080, overlong",
    "EDA080, lone high surrogate",
    "EDB080, lone low surrogate",
    "EDA0BDEDB880, surrogates as CESU-8 writes them",
    "F4908080, above U+10FFFF",
    "F8888080, five bytes",
    "80, continuation without a start",
    "E282, broken off",
    "F09F98, broken off",
    "FEFF, byte order mark of UTF-16"
  })
  void whatIsNotUtf8IsRefusedWithItsPlace(String hex, String what) {
    String bad = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    String body =
        "{\"userId\":\"alice\",\"event\":\"e\",\"properties\":{\"a\":\"%s\"}}".formatted(bad);
    Reply segment = collector.post("/v1/track", null, body.getBytes(StandardCharsets.ISO_8859_1));
    String escaped = HexFormat.of().withPrefix("%").formatHex(HexFormat.of().parseHex(hex));
    Reply form =
        collector.post(
            "/identify",
            "api_key=%s&identification={\"user_id\":\"alice\",\"user_properties\":{\"a\":\"%s\"}}"
                .formatted(CollectorFixture.KEY, escaped));

    assertThat(segment.status()).as(what).isEqualTo(400);
    assertThat(segment.body())
        .contains("ingest-invalid-encoding", "not UTF-8 at byte " + body.indexOf(bad));
    assertThat(form.status()).as(what).isEqualTo(400);
    assertThat(form.body()).contains("not UTF-8 at byte ");
    assertThat(collector.log.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "\\u0000"})
  void whatNoPartBehindCanHoldIsReplacedWhereverItStands(String escape) {
    Reply reply =
        collector.post(
            "/v1/batch",
            batch(
                """
                {"type":"track","event":"%1$s","userId":"%1$s","anonymousId":"%1$s",
                 "messageId":"%1$s","properties":{"%1$s":"%1$s","l":["%1$s"]},
                 "context":{"library":{"name":"%1$s"},"page":{"path":"%1$s"}}}
                """
                    .formatted(escape)));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    EventRecord event = collector.log.events.getFirst();
    assertThat(event.name()).isEqualTo("\uFFFD");
    assertThat(event.identity().userId()).isEqualTo("\uFFFD");
    assertThat(event.identity().deviceId()).isEqualTo("\uFFFD");
    assertThat(event.messageId()).isEqualTo("\uFFFD");
    assertThat(event.library()).isEqualTo("\uFFFD");
    assertThat(event.properties())
        .isEqualTo(
            Map.of(
                "\uFFFD",
                REPLACED,
                "l",
                new PropertyValue.ListJson("[\"\uFFFD\"]"),
                "page.path",
                REPLACED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "Infinity", "-Infinity", "01", "1.", ".5", "+1", "1e", "0x1", "'a'"})
  void whatJsonDoesNotKnowFailsTheRequestWithItsPlace(String value) {
    Reply reply = segment("{\"a\":" + value + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("ingest-invalid-json", "at line 1, column ");
    assertThat(collector.log.events).isEmpty();
  }

  @Test
  void namesAndNumbersOfPropertiesHaveTheirLimits() {
    String longest = "n".repeat(200);

    assertThat(segment("{\"" + longest + "\":1}").body()).isEqualTo("{\"success\":true}");
    assertThat(segment("{\"" + longest + "n\":1}").body()).contains("\"index\":1", "name_too_long");
    assertThat(segment("{\"a\":{\"" + "n".repeat(198) + "\":1}}").body())
        .isEqualTo("{\"success\":true}");
    assertThat(segment("{\"a\":{\"" + "n".repeat(199) + "\":1}}").body()).contains("name_too_long");
    assertThat(segment(properties(256)).body()).isEqualTo("{\"success\":true}");
    assertThat(segment(properties(257)).body()).contains("\"index\":1", "too_many_properties");
    assertThat(segment(properties(5_000)).body()).contains("\"index\":1", "too_many_properties");
    assertThat(segment("{\"a\":" + "9".repeat(100) + "}").body()).isEqualTo("{\"success\":true}");
    assertThat(segment("{\"a\":" + "9".repeat(101) + "}").body())
        .contains("\"index\":1", "number_too_long");
    assertThat(segment("{\"a\":\"" + "x".repeat(8192) + "\"}").body())
        .isEqualTo("{\"success\":true}");
    assertThat(segment("{\"a\":\"" + "x".repeat(8193) + "\"}").body())
        .contains("\"index\":1", "text_too_long");
  }

  @Test
  void eventNamesHaveTheirLimitToo() {
    String event = "{\"type\":\"track\",\"userId\":\"alice\",\"event\":\"%s\"}";

    assertThat(collector.post("/v1/batch", batch(event.formatted("n".repeat(200)))).status())
        .isEqualTo(200);
    assertThat(collector.post("/v1/batch", batch(event.formatted("n".repeat(201)))).body())
        .contains("\"index\":0,\"field\":\"event\",\"code\":\"name_too_long\"");
  }

  @Test
  void aTimeOfSendingBeyondAnyClockSaysNothing() {
    for (String sentAt : new String[] {"-999999999-01-01", "+999999999-12-31T23:59:59Z"}) {
      Reply reply =
          collector.post(
              "/v1/track",
              """
              {"userId":"alice","event":"e","timestamp":"2026-11-22T12:00:00.000Z",
               "sentAt":"%s","writeKey":"%s"}
              """
                  .formatted(sentAt, CollectorFixture.KEY));

      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(collector.log.events.getLast().time().occurredAt()).isEqualTo(NOW);
    }
  }

  private Reply segment(String properties) {
    String good = "{\"type\":\"track\",\"event\":\"good\",\"userId\":\"alice\"}";
    return collector.post(
        "/v1/batch",
        batch(
            good
                + ",{\"type\":\"track\",\"event\":\"e\",\"userId\":\"alice\",\"properties\":"
                + properties
                + "},"
                + good));
  }

  private Reply amplitude(String properties) {
    String good = "{\"event_type\":\"good\",\"user_id\":\"alice\"}";
    return collector.post(
        "/2/httpapi",
        "{\"api_key\":\"%s\",\"events\":[%s,{\"event_type\":\"e\",\"user_id\":\"alice\",\"event_properties\":%s},%s]}"
            .formatted(CollectorFixture.KEY, good, properties, good));
  }

  private static String batch(String messages) {
    return "{\"batch\":[" + messages + "],\"writeKey\":\"" + CollectorFixture.KEY + "\"}";
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private static String properties(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"p" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
