package dev.riffle.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.acceptance.Waiting;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.StoredEvents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that is stored of one project, in the order of event time. Immutable. */
record StoredStory(List<StoredRecord> records) {
  /** From the call until the receipt, on a busy machine. */
  private static final Duration A_REQUEST = Duration.ofSeconds(30);

  StoredStory {
    records = List.copyOf(records);
  }

  /**
   * Waits until that many rows are there with their senders, which the loader writes after them,
   * and reads them all, be they more.
   */
  static StoredStory of(RunningRiffle riffle, OwnProject project, int rows)
      throws IOException, InterruptedException {
    StoredEvents stored = riffle.stored();
    Waiting.untilVisible()
        .untilAsserted(
            () -> assertThat(read(stored, project).records()).hasSizeGreaterThanOrEqualTo(rows));
    return read(stored, project);
  }

  private static StoredStory read(StoredEvents stored, OwnProject project)
      throws IOException, InterruptedException {
    String rows =
        stored.query(
            """
            SELECT kind, event, if(sender_kind = 'user', sender_id, '') AS user,
              sender_id, device_id,
              target_id, session_id, toUnixTimestamp64Milli(ts) AS time,
              toUnixTimestamp64Milli(received_ts) AS received, toString(mid) AS message, library,
              text, number, user_text, user_number
            FROM events
            LEFT JOIN (
              SELECT aid, sender_kind, sender_id FROM persons FINAL
              WHERE project = {project:UInt32}) AS senders USING aid
            WHERE project = {project:UInt32}
            ORDER BY ts, _source, _offset
            FORMAT JSONEachRow
            """,
            "project",
            Integer.toString(project.id()));
    return new StoredStory(rows.lines().map(StoredRecord::of).toList());
  }

  /** The same with other names for some devices. */
  StoredStory withDevices(Map<String, String> names) {
    return new StoredStory(
        records.stream()
            .map(record -> record.onDevice(names.getOrDefault(record.device(), record.device())))
            .toList());
  }

  /** The message ids as column {@code mid} has them. */
  static List<String> hashes(RunningRiffle riffle, List<String> messageIds)
      throws IOException, InterruptedException {
    String ids =
        messageIds.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "[", "]"));
    return riffle
        .stored()
        .query("SELECT xxHash64(arrayJoin({ids:Array(String)}))", "ids", ids)
        .lines()
        .toList();
  }

  List<String> messages() {
    return records.stream().map(StoredRecord::message).toList();
  }

  /** The one record of an event. */
  StoredRecord the(String event) {
    List<StoredRecord> found =
        records.stream().filter(record -> record.event().equals(event)).toList();
    assertThat(found).as("records of %s", event).hasSize(1);
    return found.getFirst();
  }

  ObjectNode properties(String event) {
    return the(event).properties();
  }

  ObjectNode userProperties(String event) {
    return the(event).userProperties();
  }

  /** A line for each record: what, of what, who and where. */
  List<String> outline() {
    return records.stream().map(StoredStory::line).toList();
  }

  /**
   * The same, after how many minutes from the beginning; {@code now} for a record whose time is
   * that of its receipt, give or take what a request takes.
   */
  List<String> outline(Instant from) {
    return records.stream().map(record -> minute(from, record) + ' ' + line(record)).toList();
  }

  private static String minute(Instant from, StoredRecord record) {
    Duration after = Duration.between(from, record.time());
    if (Duration.between(record.time(), record.received()).abs().compareTo(A_REQUEST) < 0) {
      return "now";
    }
    return after.toMillis() % 60_000 == 0 ? Long.toString(after.toMinutes()) : after.toString();
  }

  private static String line(StoredRecord record) {
    StringBuilder line = new StringBuilder(record.event());
    if (!record.target().isEmpty()) {
      line.append(' ').append(record.target());
    }
    line.append(" | ").append(record.user().isEmpty() ? "-" : record.user());
    return line.append(" | ").append(record.device().isEmpty() ? "-" : record.device()).toString();
  }
}
