package dev.riffle.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VendorDoorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void everyVendorsBatchHasTwentyEventsOfMuchTheSameSize(VendorDoor door) throws IOException {
    JsonNode events = events(door, request(door, 1));

    assertThat(events).hasSize(20);
    assertThat(door.bytesPerEvent()).isBetween(400, 480);
    Set<String> ids = new HashSet<>();
    events.forEach(event -> ids.add(id(door, event)));
    assertThat(ids).hasSize(20).allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @EnumSource
  void anotherBatchHasOtherIds(VendorDoor door) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] first = door.request("127.0.0.1:1", "wk_test", random, 1_795_000_000_000L);
    byte[] second = door.request("127.0.0.1:1", "wk_test", random, 1_795_000_000_000L);

    assertThat(id(door, events(door, first).get(0)))
        .isNotEqualTo(id(door, events(door, second).get(0)));
  }

  private static byte[] request(VendorDoor door, long seed) {
    return door.request("127.0.0.1:1", "wk_test", new SplittableRandom(seed), 1_795_000_000_000L);
  }

  private static JsonNode events(VendorDoor door, byte[] request) throws IOException {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    int head = text.indexOf("\r\n\r\n") + 4;
    assertThat(text).contains("\r\nContent-Length: " + (request.length - head) + "\r\n");
    byte[] body = Arrays.copyOfRange(request, head, request.length);
    return switch (door) {
      case SEGMENT -> JSON.readTree(body).path("batch");
      case AMPLITUDE -> JSON.readTree(body).path("events");
      case RUDDERSTACK, POSTHOG -> JSON.readTree(unzipped(body)).path("batch");
      case MIXPANEL -> JSON.readTree(ofForm(body));
    };
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readAllBytes();
    }
  }

  private static byte[] ofForm(byte[] body) {
    String form = new String(body, StandardCharsets.US_ASCII);
    assertThat(form).startsWith("data=");
    return Base64.getDecoder()
        .decode(URLDecoder.decode(form.substring("data=".length()), StandardCharsets.US_ASCII));
  }

  private static String id(VendorDoor door, JsonNode event) {
    return switch (door) {
      case SEGMENT, RUDDERSTACK -> event.path("messageId").asText();
      case AMPLITUDE -> event.path("insert_id").asText();
      case POSTHOG -> event.path("uuid").asText();
      case MIXPANEL -> event.path("properties").path("$insert_id").asText();
    };
  }
}
