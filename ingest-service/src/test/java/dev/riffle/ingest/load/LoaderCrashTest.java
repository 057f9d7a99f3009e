package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventCodec;
import dev.riffle.event.EventKind;
import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.ingest.load.catalog.CatalogCount;
import dev.riffle.ingest.load.deadletter.DeadLetters;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Something goes wrong at every single step of a load, in every way; what is stored in the end must
 * be what a load without faults stores, byte for byte.
 */
class LoaderCrashTest {
  private static final SourcePartition PARTITION = new SourcePartition(7, 2, 4);
  private static final int RECORDS = 120;
  private static final long AUDIT_BUCKET = 25;
  private static final int PROCESSES_MAX = 5;

  private final long seed = Long.getLong("seed", 20261122);

  @ParameterizedTest
  @EnumSource(FakeStores.Fault.class)
  void storesTheSameWhateverFailsAtWhateverStep(FakeStores.Fault fault) {
    List<LogRecord> log = log();
    FakeStores expected = FakeStores.withoutFault();
    load(log, expected);
    assertThat(expected.steps).as("steps of a load, seed %d", seed).isGreaterThan(20);
    int swallowed = 0;
    for (int step = 0; step < expected.steps; step++) {
      FakeStores stores = new FakeStores(step, fault);
      load(log, stores);
      String what = "%s at step %d, seed %d".formatted(fault, step, seed);
      assertThat(stores.rowTexts()).as(what).isEqualTo(expected.rowTexts());
      assertThat(stores.numbers()).as(what).isEqualTo(expected.numbers());
      assertThat(stores.occurrences()).as(what).isEqualTo(expected.occurrences());
      assertThat(stores.deadLetters.keySet()).as(what).isEqualTo(expected.deadLetters.keySet());
      assertThat(stores.ledger).as(what).isEqualTo(expected.ledger);
      assertThat(stores.committed).as(what).isEqualTo(expected.committed);
      assertThat(histories(stores)).as(what).isEqualTo(histories(expected));
      swallowed += stores.swallowed;
    }
    // an engine that wrote a token and not all of its rows swallows what comes under it
    switch (fault) {
      case CRASH_HALFWAY, ANSWER_LOST_HALFWAY -> assertThat(swallowed).isPositive();
      case CRASH_BEFORE, ANSWER_LOST_BEFORE, CRASH_AFTER, ANSWER_LOST_AFTER ->
          assertThat(swallowed).isZero();
    }
  }

  @Test
  void storesTheSameWhateverTheBatchesAre() {
    FakeStores expected = FakeStores.withoutFault();
    load(log(), expected);
    FakeStores stores = FakeStores.withoutFault();
    new LoaderLife(stores, 1, 3).run(log());
    assertThat(stores.rowTexts()).isEqualTo(expected.rowTexts());
    assertThat(stores.numbers()).isEqualTo(expected.numbers());
  }

  @Test
  void aLogReadAgainFromItsBeginningChangesNothing() {
    FakeStores stores = FakeStores.withoutFault();
    load(log(), stores);
    List<String> before = stores.rowTexts();
    var occurrences = stores.occurrences();
    stores.committed = Progress.at(PARTITION.part(), 0);
    load(log(), stores);
    assertThat(stores.rowTexts()).isEqualTo(before);
    assertThat(stores.occurrences()).isEqualTo(occurrences);
  }

  @Test
  void storesTheFirstOfEachMessageIdOnly() {
    FakeStores stores = FakeStores.withoutFault();
    List<LogRecord> log = log();
    load(log, stores);
    Map<String, Long> firsts = new HashMap<>();
    for (LogRecord record : log) {
      try {
        EventRecord event = EventCodec.decode(record.value());
        firsts.putIfAbsent(event.identity().sender() + " " + event.messageId(), record.offset());
      } catch (EventCodec.UnreadableRecordException e) {
        // not an event
      }
    }
    assertThat(firsts.size()).isLessThan(RECORDS - 5);
    assertThat(stores.rows.stream().map(FakeStores.Row::offset))
        .containsExactlyInAnyOrderElementsOf(firsts.values());
  }

  @Test
  void whatWasReplayedFromTheDeadLettersIsStoredOnceWhereverReadingBegins() {
    EventRecord event = SampleEvents.with(new SampleEvents(seed, 1).next(), UUID.randomUUID(), "");
    LogRecord first = SampleEvents.logRecord(event, 3);
    List<LogRecord> replays = List.of(replayed(first, 20), replayed(first, 21));
    FakeStores stores = FakeStores.withoutFault();
    new LoaderLife(stores, 5, 10).run(replays);
    assertThat(stores.rows).hasSize(1);
    // what made it a dead letter is mended by now, and the group begins again
    stores.committed = Progress.at(PARTITION.part(), 0);
    new LoaderLife(stores, 5, 10).run(List.of(first, replays.get(0), replays.get(1)));
    assertThat(stores.rows).hasSize(1);
    new LoaderLife(stores, 5, 10).run(List.of(replayed(first, 40)));
    assertThat(stores.rows).hasSize(1);
  }

  private static LogRecord replayed(LogRecord record, long offset) {
    return new LogRecord(
        offset, record.timestampMillis(), record.version(), true, record.key(), record.value());
  }

  @Test
  void anotherRecordAtAnOffsetThatHasLandedIsStoredToo() {
    FakeStores stores = FakeStores.withoutFault();
    load(log(), stores);
    int before = stores.rows.size();
    stores.committed = Progress.at(PARTITION.part(), 0);
    List<EventRecord> others = new SampleEvents(seed + 1, 15).next(10);
    List<LogRecord> log = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      EventRecord other = others.get(i);
      log.add(
          SampleEvents.logRecord(
              SampleEvents.with(other, other.ingestId(), "other " + other.messageId()), i));
    }
    load(log, stores);
    assertThat(stores.rows).hasSize(before + 10);
  }

  @Test
  void rowsThatTheEngineRefusesAreKeptAsBytesAndTheOthersStored() {
    FakeStores stores = FakeStores.withoutFault();
    stores.refused = offset -> offset == 17 || offset == 18 || offset == 90;
    List<LogRecord> log = log();
    load(log, stores);
    assertThat(stores.deadLetters.values())
        .filteredOn(letter -> letter.reason() == DeadLetterReason.REFUSED_BY_ENGINE)
        .extracting(letter -> letter.id().offset())
        .containsExactlyInAnyOrder(17L, 18L, 90L);
    assertThat(stores.deadLetters.values())
        .filteredOn(letter -> letter.id().offset() == 17)
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.value()).isEqualTo(log.get(17).value());
          assertThat(letter.reasonText()).isEqualTo("refused-by-engine 27");
        });
    FakeStores expected = FakeStores.withoutFault();
    load(log, expected);
    assertThat(stores.rows).hasSize(expected.rows.size() - 3);
    long tracks = Stream.of(17, 18, 90).filter(offset -> isTrack(log.get(offset))).count();
    assertThat(countedEvents(stores)).isEqualTo(countedEvents(expected) - tracks);
  }

  private static boolean isTrack(LogRecord record) {
    try {
      return EventCodec.decode(record.value()).kind() == EventKind.TRACK;
    } catch (EventCodec.UnreadableRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static long countedEvents(FakeStores stores) {
    return stores.counts.values().stream()
        .filter(count -> count.entry() == CatalogCount.Entry.EVENT)
        .mapToLong(CatalogCount::occurrences)
        .sum();
  }

  private void load(List<LogRecord> log, FakeStores stores) {
    Random batches = new Random(seed);
    for (int process = 0;
        process < PROCESSES_MAX && stores.committed.nextOffset() < log.size();
        process++) {
      try {
        new LoaderLife(stores, 5 + batches.nextInt(20), 10 + batches.nextInt(30)).run(log);
      } catch (FakeStores.Crash | DeadLetters.UnavailableException _) {
        // the next process, or the next worker, goes on
      }
    }
    assertThat(stores.committed.nextOffset()).isEqualTo(log.size());
    assertThat(stores.committed.intent()).isEmpty();
  }

  private static List<String> histories(FakeStores stores) {
    return stores.persons.values().stream()
        .map(state -> state.key() + " " + state.history() + " " + state.firstSeenMillis())
        .sorted()
        .toList();
  }

  /** Of each ten records the last is a retry of one before it, and some are damaged. */
  private List<LogRecord> log() {
    Random ids = new Random(seed);
    List<EventRecord> events = new SampleEvents(seed, 15).next(RECORDS);
    List<LogRecord> log = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      boolean retry = i % 10 == 9;
      EventRecord event =
          retry
              ? SampleEvents.retryOf(
                  events.get(i - 1 - ids.nextInt(Math.min(i, 30))),
                  new UUID(ids.nextLong(), ids.nextLong()))
              : events.get(i);
      LogRecord record = SampleEvents.logRecord(event, i);
      log.add(i % 40 == 7 ? damaged(record) : record);
    }
    return log;
  }

  private static LogRecord damaged(LogRecord record) {
    return new LogRecord(
        record.offset(),
        record.timestampMillis(),
        EventTopic.currentVersion(),
        false,
        record.key(),
        new byte[] {1, 2, 3});
  }

  /** One life of the loader: recovers, loads to the end of the log. */
  private static final class LoaderLife {
    private static long lives;

    private final FakeStores stores;
    private final int chunk;
    private final PartitionLoader loader;

    LoaderLife(FakeStores stores, int chunk, int rowsMax) {
      this.stores = stores;
      this.chunk = chunk;
      long life = lives++;
      EngineWait wait =
          new EngineWait(
              Duration.ofMillis(1),
              Duration.ofMillis(2),
              _ -> {},
              new EngineWait.Observer() {
                @Override
                public void failed(EngineException failure) {}

                @Override
                public void succeeded() {}
              });
      int[] next = {0};
      loader =
          new PartitionLoader(
              PARTITION,
              stores.ports(),
              this::commit,
              wait,
              new PartitionLoader.Settings(
                  new BatchLimits(rowsMax, 1 << 20),
                  Duration.ofMinutes(1),
                  AUDIT_BUCKET,
                  () -> life << 32 | next[0]++,
                  InstantSource.fixed(Instant.EPOCH)),
              LoadObserver.NONE);
    }

    void run(List<LogRecord> log) {
      try {
        long from = stores.committed.nextOffset();
        loader.recover(stores.committed);
        List<LogRecord> rest =
            log.stream()
                .filter(record -> record.offset() >= from)
                .sorted(Comparator.comparingLong(LogRecord::offset))
                .toList();
        for (int i = 0; i < rest.size(); ) {
          i += loader.add(rest.subList(i, Math.min(rest.size(), i + chunk)));
          if (loader.isFull()) {
            loader.deliver();
          }
        }
        if (!loader.isEmpty()) {
          loader.deliver();
        }
        loader.commit();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A commit whose answer is lost is sent again. */
    private void commit(Progress progress) {
      while (true) {
        try {
          stores.commit(progress);
          return;
        } catch (EngineException.Unavailable e) {
          // sent again
        }
      }
    }
  }
}
