package dev.riffle.ingest.load;

import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterId;
import dev.riffle.ingest.load.audit.Bucket;
import dev.riffle.ingest.load.audit.ClosedBucket;
import dev.riffle.ingest.load.audit.FoundRows;
import dev.riffle.ingest.load.audit.LedgerStore;
import dev.riffle.ingest.load.audit.RowSum;
import dev.riffle.ingest.load.audit.Verdict;
import dev.riffle.ingest.load.catalog.CatalogCount;
import dev.riffle.ingest.load.catalog.CatalogStore;
import dev.riffle.ingest.load.deadletter.DeadLetters;
import dev.riffle.ingest.load.delivery.Progress;
import dev.riffle.ingest.load.person.PersonState;
import dev.riffle.ingest.load.person.PersonStore;
import dev.riffle.ingest.load.person.SenderKey;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.EventStore;
import dev.riffle.ingest.load.table.LandedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Tables in memory that outlive the loader, with one fault to come: at a chosen step the process
 * dies, or the engine fails, before or after the effect.
 */
final class FakeStores {
  /** What goes wrong at the chosen step. */
  enum Fault {
    CRASH_BEFORE,
    CRASH_AFTER,
    ANSWER_LOST_BEFORE,
    ANSWER_LOST_AFTER,
    /** Every second row of the block lands, as when it has rows of two months. */
    CRASH_HALFWAY,
    ANSWER_LOST_HALFWAY,
  }

  /** The process is gone; nothing may catch this. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared as hex
  record Row(long offset, long ingestId, byte[] bytes) {}

  final List<Row> rows = new ArrayList<>();
  final Map<DeadLetterId, DeadLetter> deadLetters = new HashMap<>();
  final Map<Bucket, RowSum> ledger = new HashMap<>();
  final Map<SenderKey, PersonState> persons = new HashMap<>();
  final Map<List<Object>, CatalogCount> counts = new HashMap<>();
  final List<String> tokens = new ArrayList<>();
  private final int faultAt;
  private final Fault fault;
  LongPredicate refused = _ -> false;
  Progress committed = Progress.at(0, 0);
  int steps;
  int swallowed;

  FakeStores(int faultAt, Fault fault) {
    this.faultAt = faultAt;
    this.fault = fault;
  }

  static FakeStores withoutFault() {
    return new FakeStores(-1, Fault.CRASH_BEFORE);
  }

  PartitionStores ports() {
    return new PartitionStores(
        new Events(),
        new Persons(),
        new Catalog(),
        this::keep,
        new Ledgers(),
        new RebuiltRetries(this));
  }

  void commit(Progress progress) {
    run(_ -> committed = progress);
  }

  /**
   * Rows as text, by offset, for comparing two runs; but for {@code _late}, which is true for more
   * rows when a batch begins between two records.
   */
  List<String> rowTexts() {
    return rows.stream()
        .sorted(Comparator.comparingLong(Row::offset))
        .map(row -> row.offset() + ":" + HexFormat.of().formatHex(withoutLate(row.bytes())))
        .toList();
  }

  private static byte[] withoutLate(byte[] row) {
    byte[] copy = row.clone();
    copy[copy.length - Integer.BYTES - 2] = 0;
    return copy;
  }

  Map<String, Integer> numbers() {
    return persons.values().stream()
        .collect(Collectors.toMap(state -> state.key().toString(), PersonState::number));
  }

  Map<String, Long> occurrences() {
    return counts.values().stream()
        .collect(
            Collectors.toMap(
                count -> count.entry() + "/" + count.name() + "/" + count.detail(),
                CatalogCount::occurrences));
  }

  private interface Effect {
    /** Takes place for all of it, or for every second part of it. */
    void apply(int every);
  }

  private void run(Effect effect) {
    if (steps++ != faultAt) {
      effect.apply(1);
      return;
    }
    switch (fault) {
      case CRASH_BEFORE -> throw new Crash();
      case ANSWER_LOST_BEFORE -> throw lost();
      case CRASH_AFTER -> {
        effect.apply(1);
        throw new Crash();
      }
      case ANSWER_LOST_AFTER -> {
        effect.apply(1);
        throw lost();
      }
      case CRASH_HALFWAY -> {
        effect.apply(2);
        throw new Crash();
      }
      case ANSWER_LOST_HALFWAY -> {
        effect.apply(2);
        throw lost();
      }
    }
  }

  private static EngineException.Unavailable lost() {
    return new EngineException.Unavailable("answer lost", new IOException("cut"));
  }

  private void keep(List<DeadLetter> letters) {
    try {
      run(every -> {
        for (int i = 0; i < letters.size(); i += every) {
          deadLetters.put(letters.get(i).id(), letters.get(i));
        }
      });
    } catch (EngineException.Unavailable e) {
      throw new DeadLetters.UnavailableException("answer lost", e);
    }
  }

  private final class Ledgers implements LedgerStore {
    @Override
    public void close(Collection<ClosedBucket> buckets) {
      run(_ -> buckets.forEach(closed -> ledger.put(closed.bucket(), closed.expected())));
    }

    @Override
    public List<Unsettled> unsettled(Set<Integer> partitions, int max) {
      return List.of();
    }

    @Override
    public void note(Unsettled bucket, Verdict verdict, FoundRows found) {}
  }

  private final class Events implements EventStore {
    @Override
    public OptionalLong newestLanded(long from) {
      return rows.stream().mapToLong(Row::offset).filter(offset -> offset >= from).max();
    }

    @Override
    public LandedRows landed(long from, long to) {
      LandedRows.Builder landed = new LandedRows.Builder();
      for (Row row : rows) {
        if (row.offset() >= from && row.offset() < to) {
          landed.add(row.offset(), row.ingestId());
        }
      }
      return landed.build();
    }

    @Override
    public void insert(EventBlock.Rows block, String statement, String token) {
      if (tokens.contains(token)) {
        swallowed++;
        return;
      }
      for (long offset : block.offsets()) {
        if (refused.test(offset)) {
          throw new EngineException.DataRefused(27, "refused", new IOException("bad row"));
        }
      }
      byte[] bytes = bytes(block);
      run(every -> {
        // before the rows, as the embedded engine does it
        tokens.add(token);
        for (int i = 0; i < block.count(); i += every) {
          rows.add(new Row(block.offset(i), block.ingestId(i), row(block, i, bytes)));
        }
      });
    }

    @Override
    public void stop(String statement) {}

    private static byte[] bytes(EventBlock.Rows block) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        block.copyTo(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }

    private static byte[] row(EventBlock.Rows block, int index, byte[] all) {
      return block.count() == 1 ? all : bytes(block.only(index));
    }
  }

  private final class Persons implements PersonStore {
    @Override
    public Map<SenderKey, PersonState> find(Set<SenderKey> senders) {
      Map<SenderKey, PersonState> found = new HashMap<>();
      run(_ ->
          senders.forEach(key -> {
            PersonState state = persons.get(key);
            if (state != null) {
              found.put(key, state);
            }
          }));
      return found;
    }

    @Override
    public void store(Collection<PersonState> states) {
      // one block in one partition of the table: all or nothing
      run(every -> {
        if (every == 1) {
          states.forEach(state ->
              persons.merge(
                  state.key(), state, (old, one) -> one.version() >= old.version() ? one : old));
        }
      });
    }

    @Override
    public int greatestNumber() {
      return persons.values().stream().mapToInt(PersonState::number).max().orElse(0);
    }
  }

  private final class Catalog implements CatalogStore {
    @Override
    public Collection<CatalogCount> load() {
      return List.copyOf(counts.values());
    }

    @Override
    public void store(Collection<CatalogCount> changed) {
      run(every -> {
        int i = 0;
        for (CatalogCount count : changed) {
          if (i++ % every == 0) {
            counts.merge(
                List.of(count.project(), count.entry(), count.name(), count.detail()),
                count,
                (old, one) -> one.offset() >= old.offset() ? one : old);
          }
        }
      });
    }
  }
}
