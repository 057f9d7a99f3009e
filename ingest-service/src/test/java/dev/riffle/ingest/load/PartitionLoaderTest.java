package dev.riffle.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTopic;
import dev.riffle.ingest.load.audit.Ledger;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When what has been delivered is committed, and told. */
class PartitionLoaderTest {
  private static final SourcePartition PARTITION = new SourcePartition(7, 2, 4);

  private final FakeStores stores = FakeStores.withoutFault();
  private final List<Progress> commits = new ArrayList<>();
  private final Told told = new Told();
  private final SampleEvents events = new SampleEvents(1, 5);
  private final PartitionLoader loader =
      new PartitionLoader(
          PARTITION,
          stores.ports(),
          commits::add,
          new EngineWait(Duration.ofMillis(1), Duration.ofMillis(1), _ -> {}, new Silent()),
          new PartitionLoader.Settings(
              new BatchLimits(10, 1 << 20),
              Duration.ofMinutes(1),
              1_000,
              () -> commits.size(),
              InstantSource.fixed(Instant.EPOCH)),
          told);

  @BeforeEach
  void begin() throws InterruptedException {
    loader.recover(Progress.at(PARTITION.part(), 0));
  }

  @Test
  void theEndOfABatchIsCommittedWithTheAnnouncementOfTheNext() throws InterruptedException {
    deliver(events(0, 3));
    deliver(events(3, 2));
    assertThat(commits).extracting(Progress::nextOffset).containsExactly(0L, 3L);
    assertThat(commits)
        .extracting(progress -> progress.intent().orElseThrow().end())
        .containsExactly(3L, 5L);
    assertThat(loader.committedOffset()).isEqualTo(3);
  }

  @Test
  void theEndOfTheLastBatchIsCommittedAloneAndOnce() throws InterruptedException {
    deliver(events(0, 3));
    loader.commit();
    loader.commit();
    assertThat(commits).extracting(Progress::nextOffset).containsExactly(0L, 3L);
    assertThat(commits.getLast().intent()).isEmpty();
    assertThat(loader.committedOffset()).isEqualTo(3);
  }

  @Test
  void aBatchIsToldWhenItIsCommittedAndNotBefore() throws InterruptedException {
    deliver(events(0, 3));
    assertThat(told.stored).isEmpty();
    deliver(events(3, 2));
    assertThat(told.stored).containsExactly(3);
    loader.commit();
    assertThat(told.stored).containsExactly(3, 2);
  }

  @Test
  void aBatchWithoutRowsLeavesTheOneBeforeNoAnnouncementAndCommitsItAlone()
      throws InterruptedException {
    deliver(events(0, 3));
    deliver(
        List.of(
            new LogRecord(
                3, 0, EventTopic.currentVersion(), false, new byte[0], new byte[] {1, 2, 3})));
    assertThat(commits).extracting(Progress::nextOffset).containsExactly(0L, 3L);
    assertThat(commits.getLast().intent()).isEmpty();
    loader.commit();
    assertThat(commits.getLast().nextOffset()).isEqualTo(4);
  }

  @Test
  void anEventWithoutMessageIdThatIsInTheLogAgainIsOneRow() throws InterruptedException {
    EventRecord sent = events.next();
    EventRecord event = SampleEvents.with(sent, sent.ingestId(), "");
    deliver(List.of(SampleEvents.logRecord(event, 0), SampleEvents.logRecord(event, 1)));
    deliver(List.of(SampleEvents.logRecord(event, 2)));
    loader.commit();
    deliver(List.of(SampleEvents.logRecord(event, 3)));
    assertThat(stores.rowTexts()).hasSize(1);
  }

  @Test
  void eventsWithoutMessageIdAreNobodysDuplicatesWhateverTheySay() throws InterruptedException {
    EventRecord sent = events.next();
    deliver(
        List.of(
            SampleEvents.logRecord(SampleEvents.with(sent, new UUID(1, 1), ""), 0),
            SampleEvents.logRecord(SampleEvents.with(sent, new UUID(1, 2), ""), 1)));
    assertThat(stores.rowTexts()).hasSize(2);
  }

  private void deliver(List<LogRecord> records) throws InterruptedException {
    assertThat(loader.add(records)).isEqualTo(records.size());
    loader.deliver();
  }

  private List<LogRecord> events(long from, int count) {
    List<LogRecord> records = new ArrayList<>();
    for (long offset = from; offset < from + count; offset++) {
      records.add(SampleEvents.logRecord(events.next(), offset));
    }
    return records;
  }

  private static final class Silent implements EngineWait.Observer {
    @Override
    public void failed(EngineException failure) {}

    @Override
    public void succeeded() {}
  }

  /** Notes the batches that it is told of. */
  private static final class Told implements LoadObserver {
    final List<Integer> stored = new ArrayList<>();

    @Override
    public void batchDelivered(BatchOutcome outcome, Duration time) {
      stored.add(outcome.stored());
    }

    @Override
    public void inserted(int rows, long nanos) {}

    @Override
    public void readBack(int rows, int landed, boolean swallowed) {}

    @Override
    public void operationsWithoutEffect(int refused, int tooLate) {}

    @Override
    public void conflict(int part, long offset, int firstPart, long firstOffset) {}

    @Override
    public void ledgerCommitted(Ledger ledger) {}

    @Override
    public void retriesKnownSince(int partition, Instant since) {}
  }
}
