package dev.riffle.local.demo;

import java.util.List;

/**
 * One call of an SDK.
 *
 * @param messageId the same in every run with the same seed and last day, so that a second run is
 *     recognised as a repetition
 * @param atMs when it happened, in milliseconds since the epoch
 * @param name of the event; empty for {@link Kind#IDENTIFY}
 * @param properties of the event, or the user properties to set
 */
record DemoRecord(
    Kind kind, Person person, String messageId, long atMs, String name, List<Property> properties) {

  enum Kind {
    TRACK,
    IDENTIFY
  }
}
