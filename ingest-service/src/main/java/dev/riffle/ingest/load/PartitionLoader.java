package dev.riffle.ingest.load;

import dev.riffle.event.EventRecord;
import dev.riffle.ingest.load.catalog.CatalogCount;
import dev.riffle.ingest.load.catalog.PartitionCatalog;
import dev.riffle.ingest.load.person.PersonBatch;
import dev.riffle.ingest.load.person.PersonNumbers;
import dev.riffle.ingest.load.person.PersonState;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.EventInserter;
import dev.riffle.ingest.load.table.LandedRows;
import dev.riffle.ingest.load.table.UnreadableRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Loads one partition, one batch at a time: decide, then events, persons, catalogue, in this order,
 * and then the caller commits {@link #nextOffset}. A crash anywhere, or any exception from here, is
 * healed in one way: throw this object away, make a new one, {@link #recover} from the committed
 * offset.
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

  private final SourcePartition partition;
  private final PartitionStores stores;
  private final EventInserter inserter;
  private final EngineWait wait;
  private final BatchLimits limits;
  private final Duration lastSeenLag;
  private final LoadObserver observer;
  private final EventRowEncoder encoder;

  private final EventBlock block;

  /** Where the rows of the block come from, in its order. */
  private final List<LogRecord> sources = new ArrayList<>();

  private final List<UnreadableRecord> unreadable = new ArrayList<>();
  private PersonBatch persons;
  private PartitionCatalog catalog;
  private LandedRows landed = LandedRows.NONE;
  private long landedEnd;
  private long newestLanded = -1;
  private long nextOffset;
  private int records;
  private int alreadyLanded;
  private int refusedOperations;
  private int lateOperations;

  public PartitionLoader(
      SourcePartition partition,
      PartitionStores stores,
      EventInserter inserter,
      EngineWait wait,
      BatchLimits limits,
      Duration lastSeenLag,
      LoadObserver observer) {
    this.partition = partition;
    this.stores = stores;
    this.inserter = inserter;
    this.wait = wait;
    this.limits = limits;
    this.lastSeenLag = lastSeenLag;
    this.observer = observer;
    this.encoder = new EventRowEncoder(partition.part());
    this.block = new EventBlock(Math.min(limits.bytesMax(), 1 << 20));
    this.catalog = new PartitionCatalog(List.of());
    this.persons = batch(0);
  }

  /** Reads everything that the stores know of this partition. The first record comes from there. */
  public void recover(long committedOffset) throws InterruptedException {
    nextOffset = committedOffset;
    landedEnd = committedOffset;
    OptionalLong newest = wait.until(() -> stores.events().newestLanded(committedOffset));
    newestLanded = newest.orElse(-1);
    persons = batch(wait.until(() -> stores.persons().greatestNumber()));
    catalog = new PartitionCatalog(wait.until(() -> stores.catalog().load()));
  }

  /** Takes records, in offset order, into the batch. */
  public void add(List<LogRecord> chunk) throws InterruptedException {
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

  public boolean isFull() {
    return records >= limits.rowsMax() || block.byteCount() >= limits.bytesMax();
  }

  public boolean isEmpty() {
    return records == 0;
  }

  /** Offset after the last record taken; may be committed once {@link #store} has returned. */
  public long nextOffset() {
    return nextOffset;
  }

  /** Stores the batch, and begins the next. When it returns, everything is durable. */
  public void store() throws InterruptedException {
    for (EventInserter.Refused refused : inserter.insert(block.all())) {
      for (LogRecord source : sources) {
        if (source.offset() == refused.offset()) {
          unreadable.add(kept(source, "refused by the engine, code " + refused.code()));
        }
      }
    }
    if (!unreadable.isEmpty()) {
      wait.untilDone(() -> stores.events().keepUnreadable(List.copyOf(unreadable)));
    }
    wait.untilDone(persons::store);
    List<CatalogCount> counts = catalog.changes();
    if (!counts.isEmpty()) {
      wait.untilDone(() -> stores.catalog().store(counts));
    }
    catalog.settle();
    observer.batchStored(
        records - alreadyLanded - unreadable.size(), alreadyLanded, unreadable.size());
    observer.operationsWithoutEffect(refusedOperations, lateOperations);
    begin();
  }

  private void begin() {
    block.clear();
    sources.clear();
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
        sources.add(record);
      }
      case Decision.AlreadyLanded(EventRecord event) -> {
        derive(event, record.offset());
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
    return new PersonBatch(stores.persons(), numbers, lastSeenLag);
  }

  private static UnreadableRecord kept(LogRecord record, String reason) {
    return new UnreadableRecord(record.offset(), 0, reason, record.key(), record.value());
  }
}
