package dev.riffle.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchBodyTest {
  private final BatchBody body =
      new BatchBody("127.0.0.1:8088", "Basic eA==", new SplittableRandom(1), 1_795_000_000_000L);

  @Test
  void holdsTwentyEventsOfAboutFiveHundredAndThirtyBytes() throws IOException {
    String text = text(0);
    String json = text.substring(text.indexOf("\r\n\r\n") + 4);

    assertThat(text).contains("\r\nContent-Length: " + json.length() + "\r\n");
    assertThat(new ObjectMapper().readTree(json).path("batch")).hasSize(20);
    assertThat(json.length() / 20).isBetween(500, 560);
  }

  @Test
  void everySendingHasMessageIdsOfItsOwn() throws IOException {
    List<String> ids = new ArrayList<>();
    ids.addAll(messageIds(text(0)));
    ids.addAll(messageIds(text(20)));

    assertThat(ids).hasSize(40).doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> id.matches("bench-[0-9a-f]{32}"));
  }

  @Test
  void renewsBothIdsOfARecordInPlace() {
    byte[] record = new byte[80];
    record[0] = 10;
    record[1] = 16;
    byte[] id = ("bench-" + "0".repeat(32)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(id, 0, record, 40, id.length);
    byte[] first = record.clone();
    byte[] second = record.clone();

    BatchBody.renew(first, 1);
    BatchBody.renew(second, 2);

    assertThat(Arrays.mismatch(first, record)).isEqualTo(10);
    assertThat(Arrays.copyOfRange(first, 10, 18)).isNotEqualTo(Arrays.copyOfRange(second, 10, 18));
    assertThat(new String(first, 40, 38, StandardCharsets.US_ASCII))
        .matches("bench-[0-9a-f]{32}")
        .isNotEqualTo(new String(second, 40, 38, StandardCharsets.US_ASCII));
    assertThat(Arrays.copyOfRange(first, 78, 80)).isEqualTo(new byte[2]);
  }

  private String text(long firstId) {
    return new String(body.withIds(firstId), StandardCharsets.US_ASCII);
  }

  private static List<String> messageIds(String request) throws IOException {
    List<String> ids = new ArrayList<>();
    String json = request.substring(request.indexOf("\r\n\r\n") + 4);
    for (JsonNode event : new ObjectMapper().readTree(json).path("batch")) {
      ids.add(event.path("messageId").asText());
    }
    return ids;
  }
}
