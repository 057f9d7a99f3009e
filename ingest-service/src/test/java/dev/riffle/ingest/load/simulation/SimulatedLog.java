package dev.riffle.ingest.load.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * One partition of the topic, with what the group has committed of it. Commits of an earlier
 * generation are refused.
 */
final class SimulatedLog {
  private static final int TOPIC = 1 << 16;

  final int partition;
  private final List<Entry> entries = new ArrayList<>();
  private int part;
  private int epoch;
  private long longestEver;

  private int generation;
  private boolean hasCommit;
  private Commit commit = new Commit(0, "", NO_EPOCH);
  boolean halted;

  /** Nobody knows who led when the record before was taken. */
  static final int NO_EPOCH = -1;

  /**
   * @param epoch of the record before the offset
   */
  record Commit(long offset, String metadata, int epoch) {}

  SimulatedLog(int partition) {
    this.partition = partition;
    this.part = TOPIC + partition;
  }

  int part() {
    return part;
  }

  long end() {
    return entries.size();
  }

  Entry at(long offset) {
    return entries.get((int) offset);
  }

  List<Entry> entries() {
    return entries;
  }

  /** Whether the record before the offset is still the one that was there. */
  boolean isUncut(long offset, int epochBefore) {
    return offset <= entries.size()
        && (offset == 0 || epochBefore == NO_EPOCH || at(offset - 1).epoch() == epochBefore);
  }

  int epochBefore(long offset) {
    return offset == 0 || offset > entries.size() ? NO_EPOCH : at(offset - 1).epoch();
  }

  /** Returns whether the offset had another record once. */
  boolean append(Event event, boolean replayed) {
    entries.add(new Entry(part, entries.size(), event, epoch, replayed));
    boolean reused = entries.size() <= longestEver;
    longestEver = Math.max(longestEver, entries.size());
    return reused;
  }

  /** A leader that had not everything takes over: its log is the log now. */
  void truncate(long end) {
    while (entries.size() > end) {
      entries.removeLast().event().removed = true;
    }
    epoch++;
  }

  /** The topic is deleted, and one of the same name created. */
  void createAnew(boolean offsetsToo) {
    for (Entry entry : entries) {
      entry.event().removed |= !hasCommit || entry.offset() >= commit.offset();
    }
    entries.clear();
    part += TOPIC;
    epoch = 0;
    if (offsetsToo) {
      deleteOffsets();
    }
  }

  int newGeneration() {
    return ++generation;
  }

  boolean isCurrent(int ofMember) {
    return ofMember == generation;
  }

  boolean hasCommit() {
    return hasCommit;
  }

  Commit committed() {
    return commit;
  }

  void commit(Commit next) {
    hasCommit = true;
    commit = next;
  }

  void deleteOffsets() {
    hasCommit = false;
    commit = new Commit(0, "", NO_EPOCH);
  }
}
