package dev.riffle.ingest.load;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventRecord;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.ingest.load.audit.Ledger;
import dev.riffle.ingest.load.catalog.CatalogCount;
import dev.riffle.ingest.load.catalog.PartitionCatalog;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Effect;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.person.PersonBatch;
import dev.riffle.ingest.load.person.PersonNumbers;
import dev.riffle.ingest.load.person.PersonState;
import dev.riffle.ingest.load.retry.EventKey;
import dev.riffle.ingest.load.retry.LogPosition;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.LandedRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads one partition, one batch at a time: gathers and decides records, then has the batch
 * delivered: announce, events, dead letters, persons, catalogue, in this order ({@link
 * dev.riffle.ingest.load.delivery.Delivery}). The announcement of a batch commits the one before
 * it; when none follows, {@link #commit} does. A crash anywhere, or any exception from here, is
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
public final class PartitionLoader implements AutoCloseable {
  /** Landed rows are read in ranges of that many offsets, so that memory stays bounded. */
  private static final long LANDED_RANGE = 1_000_000;

  private final SourcePartition partition;
  private final PartitionStores stores;
  private final CommitLog commits;
  private final EngineWait wait;
  private final Settings settings;
  private final LoadObserver observer;
  private final BatchDelivery delivery;
  private final EventRowEncoder encoder;
  private final EventBlock block;
  private final GatheredBatch gathered;
  private PersonBatch persons;
  private PartitionCatalog catalog;
  private @Nullable Duplicates duplicates;
  private LandedRows landed = LandedRows.NONE;
  private long landedEnd;
  private long newestLanded = -1;

  /** Everything before its offset is durable; the last batch of it may not be committed yet. */
  private Progress delivered;

  private Optional<GatheredBatch.Report> uncommitted = Optional.empty();
  private long committedOffset;
  private Ledger ledger;
  private long nextOffset;
  private boolean cutReached;

  /**
   * How a partition is loaded.
   *
   * @param lastSeenLag see {@link PersonBatch}
   * @param auditBucket offsets that are audited together, see {@link Ledger}
   * @param nonces numbers that no process has used before, for tokens
   */
  public record Settings(
      BatchLimits limits,
      Duration lastSeenLag,
      long auditBucket,
      LongSupplier nonces,
      InstantSource clock) {}

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
    this.delivered = Progress.at(partition.part(), 0);
    this.ledger = Ledger.startingAt(0, partition.part(), settings.auditBucket());
    this.gathered = new GatheredBatch(partition.part(), settings.clock(), block, ledger.batch());
  }

  /**
   * Stops what an earlier owner may still be inserting, and reads everything that the stores know
   * of this partition. The first record comes from the committed offset.
   */
  public void recover(Progress progress) throws InterruptedException {
    delivered = progress;
    committedOffset = progress.nextOffset();
    nextOffset = progress.nextOffset();
    ledger = Ledger.parse(progress.ledger(), nextOffset, partition.part(), settings.auditBucket());
    gathered.clear(ledger.batch());
    settleWhatIsOnItsWay();
    persons = batch(wait.until(() -> stores.persons().greatestNumber()));
    catalog = new PartitionCatalog(wait.until(() -> stores.catalog().load()));
    duplicates = stores.retries().open(new LogPosition(partition.part(), nextOffset), wait);
    observer.ledgerCommitted(ledger);
    observer.retriesKnownSince(partition.partition(), stores.retries().knownSince());
  }

  /** Stops what was announced from here on, and looks how far rows have landed. */
  private void settleWhatIsOnItsWay() throws InterruptedException {
    if (delivered.intent().isPresent()) {
      String statement = delivered.intent().get().token();
      wait.untilDone(() -> stores.events().stop(statement));
    }
    OptionalLong newest = wait.until(() -> stores.events().newestLanded(nextOffset));
    newestLanded = newest.orElse(-1);
    landed = LandedRows.NONE;
    landedEnd = nextOffset;
  }

  /** Lets go of what is held open; the loader is not used any more. */
  @Override
  public void close() {
    Duplicates held = duplicates;
    if (held != null) {
      held.close();
    }
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
      delivered = Progress.at(partition.part(), nextOffset, delivered.ledger());
      chunk = polled;
    }
    gather(chunk);
    return chunk.size();
  }

  /** What an earlier owner announced is delivered as it was announced, or not at all. */
  private List<LogRecord> untilCut(List<LogRecord> polled) {
    if (delivered.intent().isEmpty()) {
      return polled;
    }
    long end = delivered.intent().get().end();
    int count = 0;
    while (count < polled.size() && polled.get(count).offset() < end) {
      count++;
    }
    cutReached = count < polled.size() || polled.getLast().offset() + 1 >= end;
    return polled.subList(0, count);
  }

  private void gather(List<LogRecord> chunk) throws InterruptedException {
    List<Decision> decisions = new ArrayList<>(chunk.size());
    List<EventRecord> events = new ArrayList<>(chunk.size());
    for (LogRecord record : chunk) {
      Decision decision = Decision.of(record, landedAround(record.offset()));
      decisions.add(decision);
      switch (decision) {
        case Decision.Store(Duplicates.Arrival arrival) -> events.add(arrival.event());
        case Decision.AlreadyLanded(Duplicates.Arrival arrival) -> events.add(arrival.event());
        case Decision.Unreadable _ -> {}
      }
    }
    List<PersonBatch.Sender> senders = wait.until(() -> persons.prepare(events));
    lookUp(decisions, senders.iterator());
    Iterator<PersonBatch.Sender> sender = senders.iterator();
    for (int i = 0; i < chunk.size(); i++) {
      take(chunk.get(i), decisions.get(i), sender);
    }
  }

  /** Asks for everything that decides whether these records repeat others. */
  private void lookUp(List<Decision> decisions, Iterator<PersonBatch.Sender> senders)
      throws InterruptedException {
    Duplicates known = duplicates();
    List<EventKey> keys = new ArrayList<>(decisions.size());
    List<Duplicates.Arrival> doubtful = new ArrayList<>();
    for (Decision decision : decisions) {
      switch (decision) {
        case Decision.Store(Duplicates.Arrival arrival) -> {
          arrival.key(senders.next().number()).ifPresent(keys::add);
          // what stands before rows that landed and has none itself may have been a dead letter,
          // and have been replayed to a later place
          if (arrival.record().replayed() || arrival.record().offset() <= newestLanded) {
            doubtful.add(arrival);
          }
        }
        case Decision.AlreadyLanded _ -> senders.next();
        case Decision.Unreadable _ -> {}
      }
    }
    known.lookUp(keys);
    wait.untilDone(() -> known.lookUpRows(doubtful));
  }

  /** True when the batch takes no more. */
  public boolean isFull() {
    return isAnnounced() ? cutReached : gathered.isFull(settings.limits());
  }

  public boolean isEmpty() {
    return gathered.isEmpty();
  }

  /**
   * True while the batch is one that an earlier owner has announced, and so has its end already.
   */
  public boolean isAnnounced() {
    return delivered.intent().isPresent();
  }

  /** Everything before it is committed. */
  public long committedOffset() {
    return committedOffset;
  }

  /**
   * Delivers the batch, and begins the next. When it returns, everything of the batch is durable;
   * the announcement of the next batch, or {@link #commit}, commits it.
   */
  public void deliver() throws InterruptedException {
    long start = System.nanoTime();
    Batch batch =
        Batch.of(
            new Batch.Range(partition.part(), delivered.nextOffset(), nextOffset),
            gathered.rows(),
            gathered.hasUnreadable(),
            delivered.intent(),
            settings.nonces().getAsLong());
    if (batch.rows().isEmpty()) {
      // it has no announcement that could commit the batch before
      commit();
    }
    delivery.deliver(batch, new Contents());
    delivered = new Progress(partition.part(), nextOffset, batch.left(), ledger.text());
    duplicates().delivered(gathered.refusedOffsets());
    uncommitted = Optional.of(gathered.report(Duration.ofNanos(System.nanoTime() - start)));
    gathered.clear(ledger.batch());
    cutReached = false;
    if (batch.left().isPresent()) {
      commit();
      // what had landed was read long ago, and the rest of the announced range may have come since
      settleWhatIsOnItsWay();
    }
  }

  /** Commits what has been delivered, unless it is. */
  public void commit() throws InterruptedException {
    if (uncommitted.isPresent()) {
      commit(delivered);
    }
  }

  private void commit(Progress progress) throws InterruptedException {
    commits.commit(progress);
    committedOffset = progress.nextOffset();
    if (uncommitted.isPresent()) {
      duplicates().committed(committedOffset);
      observer.ledgerCommitted(ledger);
      uncommitted.get().tell(observer);
      uncommitted = Optional.empty();
    }
  }

  /** What the batch asks of this partition, besides the events. */
  private final class Contents implements BatchDelivery.Contents {
    @Override
    public void announce(Intent intent) throws InterruptedException {
      commit(delivered.announcing(intent));
    }

    @Override
    public void keepDeadLetters(List<Effect.Refusal> refused) throws InterruptedException {
      gathered.refuse(refused);
      stores.deadLetters().keep(gathered.deadLetters());
    }

    @Override
    public void storeDerived() throws InterruptedException {
      wait.untilDone(persons::store);
      gathered.refused().forEach(this::takeBack);
      List<CatalogCount> counts = catalog.changes();
      if (!counts.isEmpty()) {
        wait.untilDone(() -> stores.catalog().store(counts));
      }
      catalog.settle();
      ledger = ledger.with(gathered.sums(), nextOffset);
      wait.untilDone(() -> stores.ledgers().close(ledger.closed()));
    }

    private void takeBack(DeadLetter refused) {
      try {
        catalog.takeBack(EventCodec.decode(refused.value()), refused.id().offset());
      } catch (EventCodec.UnreadableRecordException e) {
        throw new IllegalStateException("it was a row before", e);
      }
    }
  }

  private void take(LogRecord record, Decision decision, Iterator<PersonBatch.Sender> senders) {
    if (record.offset() < nextOffset) {
      throw new IllegalArgumentException(
          "offset " + record.offset() + " where " + nextOffset + " or later was expected");
    }
    switch (decision) {
      case Decision.Store(Duplicates.Arrival arrival) -> takeArrival(arrival, senders.next());
      case Decision.AlreadyLanded(Duplicates.Arrival arrival) -> {
        PersonState.Applied applied = derive(arrival, senders.next());
        duplicates().note(arrival, applied.state().number());
        gathered.addLanded(record, arrival.event());
      }
      case Decision.Unreadable(DeadLetterReason reason) -> gathered.addUnreadable(record, reason);
    }
    nextOffset = record.offset() + 1;
  }

  private void takeArrival(Duplicates.Arrival arrival, PersonBatch.Sender sender) {
    Optional<Duplicates.Duplicate> duplicate = duplicates().duplicate(arrival, sender.number());
    if (duplicate.isPresent()) {
      gathered.addDuplicate(duplicate.get().conflict());
      if (duplicate.get().conflict()) {
        observer.conflict(
            partition.part(),
            arrival.record().offset(),
            duplicate.get().firstPart(),
            duplicate.get().firstOffset());
      }
      return;
    }
    EventRecord event = arrival.event();
    PersonState.Applied applied = derive(arrival, sender);
    encoder.write(event, applied, arrival.record().offset(), block.row());
    gathered.addRow(arrival.record(), event);
    duplicates().note(arrival, applied.state().number());
  }

  private Duplicates duplicates() {
    return Objects.requireNonNull(duplicates, "recover comes first");
  }

  private PersonState.Applied derive(Duplicates.Arrival arrival, PersonBatch.Sender sender) {
    long offset = arrival.record().offset();
    PersonState.Applied applied = persons.apply(sender, arrival.event(), partition.part(), offset);
    gathered.addOperationsWithoutEffect(applied.refused(), applied.tooLate());
    catalog.count(arrival.event(), offset);
    return applied;
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
}
