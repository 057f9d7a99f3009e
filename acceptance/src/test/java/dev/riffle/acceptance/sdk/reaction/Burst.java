package dev.riffle.acceptance.sdk.reaction;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events with numbers from 1 on that an SDK is given at once.
 *
 * @param batch how many an SDK is to send at once, if it lets itself be told
 * @param odd the number of the one event that has the oddity
 * @param tries how often the user of an SDK that never sends again does so itself
 */
record Burst(int count, int batch, int odd, Oddity oddity, int tries) {
  static Burst of(int count, int batch) {
    return new Burst(count, batch, 0, Oddity.NONE, 100);
  }

  Map<String, Object> properties(int number) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("number", number);
    if (number == odd) {
      for (int i = 0; i < oddity.texts(); i++) {
        properties.put("text" + i, "x".repeat(oddity.textLength()));
      }
    }
    return properties;
  }
}
