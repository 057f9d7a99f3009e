package dev.riffle.acceptance.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an SDK itself says has become of its calls.
 *
 * @param accepted calls that it reports as delivered; 0 of one that reports none
 * @param refused what it reports as failed, in its words
 * @param messages the message ids that it gave, in the order of the calls; empty when it tells none
 */
record Report(int accepted, List<String> refused, List<String> messages) {
  Report {
    refused = List.copyOf(refused);
    messages = List.copyOf(messages);
  }

  static Report of(JsonNode json) {
    return new Report(
        json.path("accepted").asInt(), texts(json.path("refused")), texts(json.path("messages")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
