package dev.riffle.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BatchBodyTest {
  private final BatchBody body =
      new BatchBody("127.0.0.1:8088", "Basic eA==", new SplittableRandom(1), 1_795_000_000_000L);

  @Test
  void holdsTwentyEventsOfAboutFourHundredAndFortyBytes() throws IOException {
    String text = text(0);
    String json = text.substring(text.indexOf("\r\n\r\n") + 4);

    assertThat(text).contains("\r\nContent-Length: " + json.length() + "\r\n");
    assertThat(new ObjectMapper().readTree(json).path("batch")).hasSize(20);
    assertThat(json.length() / 20).isBetween(400, 480);
  }

  @Test
  void everySendingHasMessageIdsOfItsOwn() throws IOException {
    List<String> ids = new ArrayList<>();
    ids.addAll(messageIds(text(0)));
    ids.addAll(messageIds(text(20)));

    assertThat(ids).hasSize(40).doesNotHaveDuplicates();
    assertThat(ids.get(39)).isEqualTo("bench-0000000000000027");
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
