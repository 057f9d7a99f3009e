package dev.riffle.ingest.load.simulation;

import dev.riffle.ingest.load.delivery.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An insert on its way, or running. */
final class Request {
  final SimulatedOwner sender;
  final List<Entry> rows;
  final String statement;
  final String token;

  /** Token of the batch that it is of. */
  final String batchToken;

  /** Whether the engine refuses it; bytes on their way are not mended. */
  final boolean hasBadRow;

  /** Step before which it cannot arrive. */
  int arrivesAt;

  /** Rows by the engine's partitions, in the order in which these are committed. */
  List<List<Entry>> parts = List.of();

  int nextPart;
  private boolean awaited = true;
  private @Nullable Answer answer;

  Request(
      SimulatedOwner sender, List<Entry> rows, String statement, String token, String batchToken) {
    this.sender = sender;
    this.rows = rows;
    this.statement = statement;
    this.token = token;
    this.batchToken = batchToken;
    this.hasBadRow =
        rows.stream().anyMatch(row -> sender.flawOf(row.event()) == Event.Flaw.REFUSED);
  }

  boolean isAwaited() {
    return awaited;
  }

  /** The sender has waited long enough, or is gone. */
  void giveUp() {
    awaited = false;
  }

  void answer(Answer given) {
    answer = given;
  }

  @Nullable Answer answer() {
    return answer;
  }

  @Override
  public String toString() {
    return "insert of "
        + sender
        + " under "
        + token
        + " "
        + rows.stream().map(Entry::offset).toList();
  }
}
