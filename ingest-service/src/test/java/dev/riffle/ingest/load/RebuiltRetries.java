package dev.riffle.ingest.load;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.ingest.load.retry.EventKey;
import dev.riffle.ingest.load.retry.InMemoryRetryIndex;
import dev.riffle.ingest.load.retry.LogPosition;
import dev.riffle.ingest.load.retry.Occurrence;
import dev.riffle.ingest.load.retry.RetryEntry;
import dev.riffle.ingest.load.retry.RetryIndex;
import dev.riffle.ingest.load.retry.RetryWindow;
import dev.riffle.ingest.load.table.EngineWait;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An index that survives nothing: each life of a loader makes it from the rows that are there. */
record RebuiltRetries(FakeStores stores) implements Retries {
  private static final RetryWindow WINDOW = new RetryWindow(7);

  @Override
  public Duplicates open(LogPosition committed, EngineWait wait) {
    RetryIndex index = new InMemoryRetryIndex(WINDOW, InstantSource.fixed(Instant.ofEpochMilli(0)));
    for (FakeStores.Row row : stores.rows) {
      entry(committed.part(), row).ifPresent(entry -> index.apply(List.of(entry), committed));
    }
    return new Duplicates(
        committed.part(),
        index,
        WINDOW,
        asked -> {
          Set<Long> ids = new HashSet<>();
          asked.forEach(row -> ids.add(row.ingestId()));
          return stores.rows.stream()
              .map(FakeStores.Row::ingestId)
              .filter(ids::contains)
              .collect(Collectors.toSet());
        });
  }

  @Override
  public Instant knownSince() {
    return Instant.EPOCH;
  }

  private static Optional<RetryEntry> entry(int part, FakeStores.Row row) {
    RowBinaryReader reader = new RowBinaryReader(new ByteArrayInputStream(row.bytes()));
    try {
      reader.readInt(); // project
      reader.readText(); // event
      reader.readByte(); // kind
      reader.readByte(); // day, two bytes
      reader.readByte();
      int sender = reader.readInt();
      reader.readLong(); // ts
      reader.readInt(); // uid
      long message = reader.readLong();
      reader.readLong(); // claimed_ts
      long received = reader.readLong();
      return message == 0
          ? Optional.empty()
          : Optional.of(
              new RetryEntry(
                  new EventKey(sender, message),
                  new Occurrence(part, row.offset(), row.ingestId(), 0),
                  RetryWindow.dayOf(Instant.ofEpochMilli(received))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
