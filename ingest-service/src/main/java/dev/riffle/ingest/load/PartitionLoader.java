package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.load.catalog.CatalogCount;
import dev.riffle.ingest.load.catalog.PartitionCatalog;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Effect;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.person.PersonBatch;
import dev.riffle.ingest.load.person.PersonNumbers;
import dev.riffle.ingest.load.person.PersonState;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.LandedRows;
import dev.riffle.ingest.load.table.UnreadableRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Loads one partition, one batch at a time: gathers and decides records, then has the batch
 * delivered: announce, events, dead letters, persons, catalogue, commit, in this order ({@link
 * dev.riffle.ingest.load.delivery.Delivery}). A crash anywhere, or any exception from here, is
 * healed in one way: throw this object away, make a new one, {@link #recover} from the committed
 * progress.
 *
 * <p>Why nothing is lost or doubled: an event is skipped only when its very row has been read in
 * the table; persons and counts carry the offset up to which they are applied, and are stored after
 * the events that they are made of, so that a replay meets either the state before the batch, and
 * makes the same rows again, or rows that are all there.
 *
 * <p>One thread. Every call waits for the engine as long as it takes; an interrupt ends the wait.
 */
public final class PartitionLoader {
  /** Landed rows are read in ranges of that many offsets, so that memory stays bounded. */
  private static final long LANDED_RANGE = 1_000_000;

  private static final String REFUSED = "refused by the engine";

  private final SourcePartition partition;
  private final PartitionStores stores;
  private final CommitLog commits;
  private final EngineWait wait;
  private final Settings settings;
  private final LoadObserver observer;
  private final BatchDelivery delivery;
  private final EventRowEncoder encoder;

  private final EventBlock block;
  private final RowChecksum checksum = new RowChecksum();

  /** Where the rows of the block come from, in its order. */
  private final List<LogRecord> sources = new ArrayList<>();

  private final List<UnreadableRecord> unreadable = new ArrayList<>();
  private PersonBatch persons;
  private PartitionCatalog catalog;
  private LandedRows landed = LandedRows.NONE;
  private long landedEnd;
  private long newestLanded = -1;
  private Progress committed;
  private long nextOffset;
  private boolean cutReached;
  private int records;
  private int alreadyLanded;
  private int refusedOperations;
  private int lateOperations;

  /**
   * How a partition is loaded.
   *
   * @param lastSeenLag see {@link PersonBatch}
   * @param nonces numbers that no process has used before, for tokens
   */
  public record Settings(BatchLimits limits, Duration lastSeenLag, LongSupplier nonces) {}

  public PartitionLoader(
      SourcePartition partition,
      PartitionStores stores,
      CommitLog commits,
      EngineWait wait,
      Settings settings,
      LoadObserver observer) {
    this.partition = partition;
    this.stores = stores;
    this.commits = commits;
    this.wait = wait;
    this.settings = settings;
    this.observer = observer;
    this.delivery = new BatchDelivery(stores.events(), wait, observer);
    this.encoder = new EventRowEncoder(partition.part());
    this.block = new EventBlock(Math.min(settings.limits().bytesMax(), 1 << 20));
    this.catalog = new PartitionCatalog(List.of());
    this.persons = batch(0);
    this.committed = Progress.at(partition.part(), 0);
  }

  /**
   * Stops what an earlier owner may still be inserting, and reads everything that the stores know
   * of this partition. The first record comes from the committed offset.
   */
  public void recover(Progress progress) throws InterruptedException {
    committed = progress;
    nextOffset = progress.nextOffset();
    landedEnd = nextOffset;
    if (progress.intent().isPresent()) {
      String statement = progress.intent().get().token();
      wait.untilDone(() -> stores.events().stop(statement));
    }
    OptionalLong newest = wait.until(() -> stores.events().newestLanded(nextOffset));
    newestLanded = newest.orElse(-1);
    persons = batch(wait.until(() -> stores.persons().greatestNumber()));
    catalog = new PartitionCatalog(wait.until(() -> stores.catalog().load()));
  }

  /**
   * Takes records, in offset order, into the batch.
   *
   * @return how many of them, from the first on: those that belong to this batch. The others come
   *     again after {@link #deliver}
   */
  public int add(List<LogRecord> polled) throws InterruptedException {
    List<LogRecord> chunk = untilCut(polled);
    if (chunk.isEmpty() && isEmpty()) {
      // the log no longer has what was announced: there is nothing to hold on to
      committed = Progress.at(partition.part(), nextOffset, committed.ledger());
      chunk = polled;
    }
    decide(chunk);
    return chunk.size();
  }

  /** What was announced at the committed offset is delivered as it was announced, or not at all. */
  private List<LogRecord> untilCut(List<LogRecord> polled) {
    if (committed.intent().isEmpty()) {
      return polled;
    }
    long end = committed.intent().get().end();
    int count = 0;
    while (count < polled.size() && polled.get(count).offset() < end) {
      count++;
    }
    cutReached = count < polled.size() || polled.getLast().offset() + 1 >= end;
    return polled.subList(0, count);
  }

  private void decide(List<LogRecord> chunk) throws InterruptedException {
    List<Decision> decisions = new ArrayList<>(chunk.size());
    List<EventRecord> events = new ArrayList<>(chunk.size());
    for (LogRecord record : chunk) {
      Decision decision = Decision.of(record, landedAround(record.offset()));
      decisions.add(decision);
      switch (decision) {
        case Decision.Store(EventRecord event) -> events.add(event);
        case Decision.AlreadyLanded(EventRecord event) -> events.add(event);
        case Decision.Unreadable _ -> {}
      }
    }
    wait.untilDone(() -> persons.prepare(events));
    for (int i = 0; i < chunk.size(); i++) {
      take(chunk.get(i), decisions.get(i));
    }
  }

  /** True when the batch takes no more. */
  public boolean isFull() {
    return isAnnounced()
        ? cutReached
        : records >= settings.limits().rowsMax()
            || block.byteCount() >= settings.limits().bytesMax();
  }

  public boolean isEmpty() {
    return records == 0;
  }

  /**
   * True while the batch is one that an earlier owner has announced, and so has its end already.
   */
  public boolean isAnnounced() {
    return committed.intent().isPresent();
  }

  /** Everything before it has been taken. */
  public long nextOffset() {
    return nextOffset;
  }

  /** Delivers the batch, and begins the next. When it returns, everything is committed. */
  public void deliver() throws InterruptedException {
    long start = System.nanoTime();
    Batch batch =
        Batch.of(
            new Batch.Range(partition.part(), committed.nextOffset(), nextOffset),
            block.all(),
            !unreadable.isEmpty(),
            checksum.value(),
            committed.intent(),
            settings.nonces().getAsLong());
    delivery.deliver(batch, new Contents());
    observer.batchDelivered(outcome(), Duration.ofNanos(System.nanoTime() - start));
    observer.operationsWithoutEffect(refusedOperations, lateOperations);
    begin();
  }

  private BatchOutcome outcome() {
    Map<String, Integer> reasons = new HashMap<>();
    for (UnreadableRecord record : unreadable) {
      String reason =
          record.reason().startsWith(REFUSED)
              ? "refused-by-engine"
              : record.reason().replace(' ', '-');
      reasons.merge(reason, 1, Integer::sum);
    }
    return new BatchOutcome(
        records - alreadyLanded - unreadable.size(), alreadyLanded, 0, 0, reasons);
  }

  /** What the batch asks of this partition, besides the events. */
  private final class Contents implements BatchDelivery.Contents {
    @Override
    public void announce(Intent intent) throws InterruptedException {
      commits.commit(
          new Progress(
              partition.part(), committed.nextOffset(), Optional.of(intent), committed.ledger()));
    }

    @Override
    public void keepDeadLetters(List<Effect.Refusal> refused) throws InterruptedException {
      for (Effect.Refusal refusal : refused) {
        for (LogRecord source : sources) {
          if (source.offset() == refusal.offset()) {
            unreadable.add(kept(source, REFUSED + ", code " + refusal.code()));
          }
        }
      }
      wait.untilDone(() -> stores.events().keepUnreadable(List.copyOf(unreadable)));
    }

    @Override
    public void storeDerived(List<Effect.Refusal> refused) throws InterruptedException {
      wait.untilDone(persons::store);
      List<CatalogCount> counts = catalog.changes();
      if (!counts.isEmpty()) {
        wait.untilDone(() -> stores.catalog().store(counts));
      }
      catalog.settle();
    }

    @Override
    public void commit() throws InterruptedException {
      Progress delivered = Progress.at(partition.part(), nextOffset, committed.ledger());
      commits.commit(delivered);
      committed = delivered;
    }
  }

  private void begin() {
    block.clear();
    checksum.clear();
    sources.clear();
    cutReached = false;
    unreadable.clear();
    records = 0;
    alreadyLanded = 0;
    refusedOperations = 0;
    lateOperations = 0;
  }

  private void take(LogRecord record, Decision decision) {
    if (record.offset() < nextOffset) {
      throw new IllegalArgumentException(
          "offset " + record.offset() + " where " + nextOffset + " or later was expected");
    }
    switch (decision) {
      case Decision.Store(EventRecord event) -> {
        PersonState person = derive(event, record.offset());
        encoder.write(
            event,
            person.number(),
            person.at(event.time().occurredAt().toEpochMilli()),
            record.offset(),
            block.row());
        block.endRow(record.offset(), event.ingestId().getLeastSignificantBits());
        checksum.add(event.ingestId().getLeastSignificantBits());
        sources.add(record);
      }
      case Decision.AlreadyLanded(EventRecord event) -> {
        derive(event, record.offset());
        checksum.add(event.ingestId().getLeastSignificantBits());
        alreadyLanded++;
      }
      case Decision.Unreadable(String reason) -> unreadable.add(kept(record, reason));
    }
    records++;
    nextOffset = record.offset() + 1;
  }

  private PersonState derive(EventRecord event, long offset) {
    PersonState.Applied applied = persons.apply(event, partition.part(), offset);
    refusedOperations += applied.refused();
    lateOperations += applied.tooLate();
    catalog.count(event, offset);
    return applied.state();
  }

  /** What has landed in the range of that offset; nothing once all that had landed is behind. */
  private LandedRows landedAround(long offset) throws InterruptedException {
    if (offset > newestLanded) {
      landed = LandedRows.NONE;
    } else if (offset >= landedEnd) {
      landedEnd = offset + LANDED_RANGE;
      landed = wait.until(() -> stores.events().landed(offset, landedEnd));
    }
    return landed;
  }

  private PersonBatch batch(int greatestNumber) {
    PersonNumbers numbers =
        new PersonNumbers(partition.partition(), partition.partitions(), greatestNumber);
    return new PersonBatch(stores.persons(), numbers, settings.lastSeenLag());
  }

  private static UnreadableRecord kept(LogRecord record, String reason) {
    return new UnreadableRecord(record.offset(), 0, reason, record.key(), record.value());
  }
}
