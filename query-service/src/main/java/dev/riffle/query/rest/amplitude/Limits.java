package dev.riffle.query.rest.amplitude;

/** How much a request may ask for. */
final class Limits {
  /** Groups of an answer; Amplitude's default, and as many as our questions tell apart. */
  static final int GROUPS = 100;

  /** Events of a person in one answer. */
  static final int EVENTS = 1_000;

  /** How far back from the newest event a page of a person's events may begin. */
  static final int OFFSET = 10_000;

  /** Ids that a beginning may find. */
  static final int MATCHES = 20;

  private Limits() {}

  static int groups(AmplitudeParameters parameters) {
    return parameters.wholeNumber("limit", GROUPS, 1, GROUPS);
  }
}
