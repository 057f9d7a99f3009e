package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.ingest.load.audit.LedgerBatch;
import dev.riffle.ingest.load.delivery.Effect;
import dev.riffle.ingest.load.table.EventBlock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The records of one batch as they were decided, until it is delivered. One thread. */
final class GatheredBatch {
  private final int part;
  private final InstantSource clock;
  private final EventBlock block;

  /** Where the rows of the block come from, in its order. */
  private final List<LogRecord> sources = new ArrayList<>();

  private final List<DeadLetter> unreadable = new ArrayList<>();
  private final List<DeadLetter> refused = new ArrayList<>();
  private LedgerBatch sums;
  private int records;
  private int alreadyLanded;
  private int duplicates;
  private int conflicts;
  private int refusedOperations;
  private int lateOperations;

  /**
   * @param part the source partition, as in the column {@code _source}
   */
  GatheredBatch(int part, InstantSource clock, EventBlock block, LedgerBatch sums) {
    this.part = part;
    this.clock = clock;
    this.block = block;
    this.sums = sums;
  }

  /** Begins anew, with nothing. */
  void clear(LedgerBatch emptySums) {
    block.clear();
    sources.clear();
    unreadable.clear();
    refused.clear();
    sums = emptySums;
    records = 0;
    alreadyLanded = 0;
    duplicates = 0;
    conflicts = 0;
    refusedOperations = 0;
    lateOperations = 0;
  }

  /** The row of this record has been written to the {@link #block}. */
  void addRow(LogRecord record, EventRecord event) {
    long ingestId = event.ingestId().getLeastSignificantBits();
    block.endRow(record.offset(), ingestId);
    sums.add(record.offset(), ingestId);
    sources.add(record);
    records++;
  }

  void addLanded(LogRecord record, EventRecord event) {
    long ingestId = event.ingestId().getLeastSignificantBits();
    sums.add(record.offset(), ingestId);
    alreadyLanded++;
    records++;
  }

  /**
   * @param conflict the same message id, but not the same content
   */
  void addDuplicate(boolean conflict) {
    if (conflict) {
      conflicts++;
    } else {
      duplicates++;
    }
    records++;
  }

  void addUnreadable(LogRecord record, DeadLetterReason reason) {
    unreadable.add(letter(record, 0, reason, OptionalInt.empty()));
    records++;
  }

  void addOperationsWithoutEffect(int refusedOnes, int lateOnes) {
    refusedOperations += refusedOnes;
    lateOperations += lateOnes;
  }

  /** The engine refuses these rows; they become dead letters. Told twice, it counts once. */
  void refuse(List<Effect.Refusal> refusals) {
    refused.clear();
    for (Effect.Refusal refusal : refusals) {
      int row = block.all().offsets().indexOf(refusal.offset());
      refused.add(
          letter(
              sources.get(row),
              block.all().ingestId(row),
              DeadLetterReason.REFUSED_BY_ENGINE,
              OptionalInt.of(refusal.code())));
    }
  }

  boolean isEmpty() {
    return records == 0;
  }

  boolean isFull(BatchLimits limits) {
    return records >= limits.rowsMax() || block.byteCount() >= limits.bytesMax();
  }

  EventBlock.Rows rows() {
    return block.all();
  }

  boolean hasUnreadable() {
    return !unreadable.isEmpty();
  }

  List<DeadLetter> deadLetters() {
    List<DeadLetter> letters = new ArrayList<>(unreadable);
    letters.addAll(refused);
    return letters;
  }

  /** What the engine refused. */
  List<DeadLetter> refused() {
    return List.copyOf(refused);
  }

  Set<Long> refusedOffsets() {
    Set<Long> offsets = new HashSet<>();
    refused.forEach(letter -> offsets.add(letter.id().offset()));
    return offsets;
  }

  /** What belongs into {@code events}: all rows but the refused ones. Asked once, at the end. */
  LedgerBatch sums() {
    refused.forEach(letter -> sums.remove(letter.id().offset(), letter.id().ingestId()));
    return sums;
  }

  /** What is to be told of the batch once it is committed. */
  Report report(Duration time) {
    return new Report(outcome(), refusedOperations, lateOperations, time);
  }

  /** A delivered batch, in numbers. */
  record Report(BatchOutcome outcome, int refusedOperations, int lateOperations, Duration time) {
    void tell(LoadObserver observer) {
      observer.batchDelivered(outcome, time);
      observer.operationsWithoutEffect(refusedOperations, lateOperations);
    }
  }

  private BatchOutcome outcome() {
    Map<DeadLetterReason, Integer> reasons = new EnumMap<>(DeadLetterReason.class);
    deadLetters().forEach(letter -> reasons.merge(letter.reason(), 1, Integer::sum));
    return new BatchOutcome(
        sources.size() - refused.size(), alreadyLanded, duplicates, conflicts, reasons);
  }

  private DeadLetter letter(
      LogRecord record, long ingestId, DeadLetterReason reason, OptionalInt code) {
    return new DeadLetter(
        new DeadLetterId(part, record.offset(), ingestId),
        reason,
        code,
        clock.instant(),
        record.key(),
        record.version(),
        record.value());
  }
}
