package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.load.retry.ContentChecksum;
import dev.riffle.ingest.load.retry.EventKey;
import dev.riffle.ingest.load.retry.LogPosition;
import dev.riffle.ingest.load.retry.Occurrence;
import dev.riffle.ingest.load.retry.RetryBatch;
import dev.riffle.ingest.load.retry.RetryEntry;
import dev.riffle.ingest.load.retry.RetryIndex;
import dev.riffle.ingest.load.retry.RetryWindow;
import dev.riffle.ingest.load.table.ReplayedEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which records of a batch have their row already under another offset: retries of the sender
 * by their message id, and by their ingest id records that came into the log twice or were put back
 * from the dead letters. One thread.
 */
final class Duplicates implements AutoCloseable {
  private final int part;
  private final RetryIndex index;
  private final ReplayedEvents rows;
  private final RetryBatch batch;
  private final Set<Long> storedElsewhere = new HashSet<>();
  private final Set<Long> replayedNow = new HashSet<>();
  private List<RetryEntry> uncommitted = List.of();

  /**
   * A record that may be a new row.
   *
   * @param messageHash 0 without a message id
   * @param content {@link ContentChecksum}
   */
  record Arrival(LogRecord record, EventRecord event, long messageHash, int content) {
    static Arrival of(LogRecord record, EventRecord event) {
      return new Arrival(
          record, event, EventRowEncoder.messageHash(event.messageId()), ContentChecksum.of(event));
    }

    long ingestId() {
      return event.ingestId().getLeastSignificantBits();
    }

    /**
     * What another record of the same event has in common with it: the message id, by which its
     * sender retries; else the ingest id, for a record that came into the log twice. Kafka's
     * producer sends a batch again under a new epoch when the answer to one before it stays away.
     *
     * @param number of the sender; one who is unknown, 0, has sent nothing before
     */
    Optional<EventKey> key(int number) {
      return number == 0
          ? Optional.empty()
          : Optional.of(new EventKey(number, messageHash == 0 ? ingestId() : messageHash));
    }

    private int receivedOn() {
      return RetryWindow.dayOf(event.time().receivedAt());
    }
  }

  /**
   * Why a record is not stored.
   *
   * @param conflict it says something else than the first under the same message id
   * @param firstOffset where the first one stands; in an earlier topic when that is another part
   */
  record Duplicate(boolean conflict, int firstPart, long firstOffset) {}

  /**
   * @param index complete up to the offset from which on records come; closed with this
   */
  Duplicates(int part, RetryIndex index, RetryWindow window, ReplayedEvents rows) {
    this.part = part;
    this.index = index;
    this.rows = rows;
    this.batch = new RetryBatch(window);
  }

  /** Asks the index what it knows of these keys. */
  void lookUp(List<EventKey> keys) {
    if (!keys.isEmpty()) {
      batch.learn(index.find(keys));
    }
  }

  /** Asks the table which of these arrivals have a row, wherever it came from. */
  void lookUpRows(List<Arrival> arrivals) {
    if (!arrivals.isEmpty()) {
      storedElsewhere.addAll(
          rows.stored(
              arrivals.stream()
                  .map(arrival ->
                      new ReplayedEvents.Row(
                          arrival.event().project(),
                          arrival.event().name(),
                          EventRowEncoder.day(arrival.event().time().occurredAt().toEpochMilli()),
                          arrival.ingestId()))
                  .toList()));
    }
  }

  /**
   * What an arrival repeats.
   *
   * @param number of its sender, 0 while the sender is unknown
   */
  Optional<Duplicate> duplicate(Arrival arrival, int number) {
    if (storedElsewhere.contains(arrival.ingestId())
        || (arrival.record().replayed() && replayedNow.contains(arrival.ingestId()))) {
      return Optional.of(new Duplicate(false, part, arrival.record().offset()));
    }
    Optional<EventKey> key = arrival.key(number);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Occurrence mine = occurrence(arrival);
    return batch
        .firstOf(key.get(), mine, arrival.receivedOn())
        .map(first -> new Duplicate(first.conflictsWith(mine), first.part(), first.offset()));
  }

  /** Notes a record that has its row, or gets it with this batch. */
  void note(Arrival arrival, int number) {
    arrival.key(number).ifPresent(key -> batch.add(key, occurrence(arrival), arrival.receivedOn()));
    if (arrival.record().replayed()) {
      replayedNow.add(arrival.ingestId());
    }
  }

  /**
   * The rows of the batch are in the table, but for those at these offsets, which the engine has
   * refused: they are nobody's firsts. Begins the next batch; the one before must be committed.
   */
  void delivered(Set<Long> refused) {
    refused.forEach(batch::forget);
    uncommitted = batch.entries();
    batch.next();
    storedElsewhere.clear();
    replayedNow.clear();
  }

  /** What was delivered is committed, up to that offset. */
  void committed(long nextOffset) {
    index.apply(uncommitted, new LogPosition(part, nextOffset));
    uncommitted = List.of();
  }

  @Override
  public void close() {
    index.close();
  }

  private Occurrence occurrence(Arrival arrival) {
    return new Occurrence(part, arrival.record().offset(), arrival.ingestId(), arrival.content());
  }
}
