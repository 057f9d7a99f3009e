package dev.riffle.acceptance.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What every SDK tells; src/test/sdk/node/scenario.mjs has the same for those of Node. */
final class Scenario {
  static final String USER = "alice@example.com";
  static final String DEVICE = "device-1";
  static final String DEVICE_AFTER_LOGOUT = "device-2";
  static final String PREVIOUS_USER = "alice-before";
  static final String GROUP_TYPE = "org";
  static final String GROUP = "acme";
  static final String SONG_MESSAGE = "a8098c1a-f86e-41da-bd1a-00112444be1e";
  static final String PAGE = "https://x.example/?utm_source=news&utm_campaign=c1";

  /** A property of each type. */
  static final Map<String, Object> SONG =
      Map.of(
          "song",
          "Ünïcode ✓",
          "seconds",
          215.5,
          "liked",
          true,
          "tags",
          List.of("rock", "live"),
          "album",
          Map.of("name", "First", "year", 1999));

  static final String SONG_STORED =
      """
      {"song": "Ünïcode ✓", "seconds": 215.5, "liked": true, "tags": ["rock", "live"],
       "album.name": "First", "album.year": 1999}
      """;

  static final Map<String, Object> TRAITS =
      Map.of(
          "plan",
          "pro",
          "age",
          30,
          "newsletter",
          true,
          "interests",
          List.of("music", "art"),
          "address",
          Map.of("city", "Budapest"));

  static final String TRAITS_STORED =
      """
      {"plan": "pro", "age": 30, "newsletter": true, "interests": ["music", "art"],
       "address.city": "Budapest"}
      """;

  static final Map<String, Object> GROUP_TRAITS = Map.of("employees", 50);

  private Scenario() {}

  /** The time of a step. */
  static Instant minute(Instant from, int step) {
    return from.plus(Duration.ofMinutes(step));
  }
}
