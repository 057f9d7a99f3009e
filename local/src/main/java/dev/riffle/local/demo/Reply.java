package dev.riffle.local.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many records a reply says were accepted. */
final class Reply {
  private static final Pattern COUNT =
      Pattern.compile("\"(?:events_ingested|accepted)\"\\s*:\\s*(\\d+)");

  private Reply() {}

  /** A reply of success that names no number stands for the whole batch. */
  static int accepted(String body, int records) {
    Matcher count = COUNT.matcher(body);
    return count.find() ? Math.min(records, Integer.parseInt(count.group(1))) : records;
  }

  /** A refusal may still have accepted a part, when it says so. */
  static int acceptedOfRefused(String body) {
    Matcher count = COUNT.matcher(body);
    return count.find() ? Integer.parseInt(count.group(1)) : 0;
  }
}
