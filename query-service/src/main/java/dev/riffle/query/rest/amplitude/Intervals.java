package dev.riffle.query.rest.amplitude;

import java.util.Map;

/** The parameter {@code i}: Amplitude counts days, and milliseconds below them. */
final class Intervals {
  /** Amplitude's real-time interval of five minutes is not to be had. */
  static final Map<String, String> SEGMENTATION =
      Map.of("-3600000", "hour", "1", "day", "7", "week", "30", "month");

  static final Map<String, String> DAYS = Map.of("1", "day", "7", "week", "30", "month");

  private Intervals() {}

  static String of(AmplitudeParameters parameters, Map<String, String> known) {
    return parameters.oneOf("i", known, "1");
  }
}
