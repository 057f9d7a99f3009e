package dev.riffle.ingest.load.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.riffle.ingest.load.retry.RocksRetryIndexes.RetryMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksRetryIndexTest extends RetryIndexContract {
  private static final RetryMemory MEMORY = new RetryMemory(8 << 20, 1 << 20);

  @TempDir private Path directory;
  private @Nullable RocksRetryIndexes indexes;

  @Override
  RetryIndex open() {
    return indexes().open(3);
  }

  @AfterEach
  void closeIndexes() {
    closeIndex();
    indexes().close();
  }

  @Test
  void whatWasNotFlushedIsGoneWithItsPositionAfterAKill() throws IOException {
    index().apply(List.of(entry(KEY, 5, DAY)), new LogPosition(PART, 6));
    index().flush();
    index().apply(List.of(entry(OTHER, 6, DAY)), new LogPosition(PART, 7));

    try (RocksRetryIndexes killed = indexes(copy());
        RetryIndex index = killed.open(3)) {
      assertThat(index.applied()).contains(new LogPosition(PART, 6));
      assertThat(index.find(List.of(KEY, OTHER))).containsExactly(entry(KEY, 5, DAY), null);
    }
  }

  @Test
  void aKillAtAnyMomentLeavesNoHoleBeforeThePosition() throws IOException {
    int offset = 0;
    for (int round = 0; round < 12; round++) {
      for (int batch = 0; batch < 5; batch++) {
        List<RetryEntry> entries = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
          // several days in each batch: several families that must not reach the disk apart
          entries.add(entry(new EventKey(1, ++offset), offset, DAY - i % 5));
        }
        index().apply(entries, new LogPosition(PART, offset + 1));
      }
      try (RocksRetryIndexes killed = indexes(copy());
          RetryIndex index = killed.open(3)) {
        long applied = index.applied().map(LogPosition::offset).orElse(1L);
        List<EventKey> keys = new ArrayList<>();
        for (long before = 1; before < applied; before++) {
          keys.add(new EventKey(1, before));
        }
        assertThat(index.find(keys)).doesNotContainNull();
      }
    }
    assertThat(index().applied()).contains(new LogPosition(PART, offset + 1));
  }

  @Test
  void daysWithoutRoomForAFilterAreAskedOnDisk() {
    closeIndex();
    try (RocksRetryIndexes small =
        new RocksRetryIndexes(directory, WINDOW, new RetryMemory(8 << 20, 0), 1, clock)) {
      try (RetryIndex index = small.open(3)) {
        index.apply(List.of(entry(KEY, 5, DAY), entry(OTHER, 6, DAY - 1)), null);
        assertThat(index.find(List.of(KEY, OTHER)))
            .containsExactly(entry(KEY, 5, DAY), entry(OTHER, 6, DAY - 1));
      }
      try (RetryIndex index = small.open(3)) {
        assertThat(index.find(List.of(KEY, OTHER)))
            .containsExactly(entry(KEY, 5, DAY), entry(OTHER, 6, DAY - 1));
      }
    }
    openIndex();
  }

  @Test
  void anIndexThatIsOpenIsNotOpenedTwiceAndNotHarmed() {
    index().apply(List.of(entry(KEY, 5, DAY)), null);

    try (RocksRetryIndexes second = indexes(directory)) {
      assertThatExceptionOfType(RetryIndexException.class).isThrownBy(() -> second.open(3));
    }

    assertThat(find(KEY)).isEqualTo(entry(KEY, 5, DAY));
  }

  @Test
  void anIndexWithAFileMissingIsMadeAnew() throws IOException {
    index().apply(List.of(entry(KEY, 5, DAY)), new LogPosition(PART, 6));
    closeIndex();
    for (Path table : files(".sst")) {
      Files.delete(table);
    }

    openIndex();

    assertThat(index().applied()).isEmpty();
    assertThat(find(KEY)).isNull();
  }

  @Test
  void anIndexWithoutItsListOfFilesIsMadeAnew() throws IOException {
    index().apply(List.of(entry(KEY, 5, DAY)), new LogPosition(PART, 6));
    closeIndex();
    for (Path manifest : files("")) {
      if (manifest.getFileName().toString().startsWith("MANIFEST")) {
        Files.write(manifest, new byte[] {1, 2, 3});
      }
    }

    openIndex();

    assertThat(index().applied()).isEmpty();
  }

  @Test
  void aDamagedBlockFailsTheIndexOnceAndIsMadeAnewThen() throws IOException {
    List<RetryEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 50_000; i++) {
      entries.add(entry(new EventKey(i, i), i, DAY));
    }
    closeIndex();
    try (RocksRetryIndexes unfiltered =
        new RocksRetryIndexes(directory, WINDOW, new RetryMemory(8 << 20, 0), 1, clock)) {
      try (RetryIndex index = unfiltered.open(3)) {
        index.apply(entries, new LogPosition(PART, 50_001));
      }
      for (Path table : files(".sst")) {
        byte[] bytes = Files.readAllBytes(table);
        if (bytes.length > 100_000) {
          bytes[bytes.length / 3] ^= 1;
          Files.write(table, bytes);
        }
      }
      List<EventKey> keys = entries.stream().map(RetryEntry::key).toList();
      try (RetryIndex index = unfiltered.open(3)) {
        assertThatExceptionOfType(RetryIndexException.class).isThrownBy(() -> index.find(keys));
      }
      try (RetryIndex index = unfiltered.open(3)) {
        assertThat(index.applied()).isEmpty();
        assertThat(index.find(keys)).containsOnlyNulls();
      }
    }
    openIndex();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsAnExceptionOfItsOwn() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatExceptionOfType(RetryIndexException.class).isThrownBy(() -> indexes(file));
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("partition-3"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private Path copy() throws IOException {
    return RetryDirectories.copy(directory, Files.createTempDirectory(directory, "copy"));
  }

  private RocksRetryIndexes indexes() {
    if (indexes == null) {
      indexes = indexes(directory);
    }
    return indexes;
  }

  private RocksRetryIndexes indexes(Path of) {
    return new RocksRetryIndexes(of, WINDOW, MEMORY, 1, clock);
  }
}
