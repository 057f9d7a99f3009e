package dev.riffle.ingest.load.retry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;

/**
 * The index of one partition in a directory of its own: a RocksDB with one column family per UTC
 * day of receipt, which is dropped whole when nobody can need it any more.
 *
 * <p>There is no log of writes. A batch goes with its position into write buffers that reach the
 * disk together (atomic flush), so that what a crash leaves is the index as it was after some
 * earlier batch: behind, and never with a hole.
 */
final class RocksRetryIndex implements RetryIndex {
  private static final Logger LOG = Logger.getLogger(RocksRetryIndex.class);
  private static final byte[] FORMAT_KEY = "format".getBytes(StandardCharsets.UTF_8);
  private static final byte[] APPLIED_KEY = "applied".getBytes(StandardCharsets.UTF_8);
  private static final Duration WRITE_PAUSE = Duration.ofMillis(20);
  private static final int WRITE_TRIES_MAX = 500;
  private static final byte[] FORMAT = {RetryEntryBytes.FORMAT};

  private final Path directory;
  private final Settings settings;
  private final RocksDB database;
  private final ColumnFamilyHandle facts;
  private final FamilyReader reader;

  /** Newest first. */
  private final TreeMap<Integer, RetryDay> days = new TreeMap<>(Comparator.reverseOrder());

  private @Nullable LogPosition applied;
  private boolean failed;
  private boolean damaged;
  private boolean closed;

  /**
   * @param filterBytes heap for the filters of one index; days for which there is no room are asked
   *     on disk
   */
  record Settings(RetryWindow window, RocksMemory memory, long filterBytes, InstantSource clock) {}

  private RocksRetryIndex(
      Path directory, Settings settings, RocksDB database, ColumnFamilyHandle facts) {
    this.directory = directory;
    this.settings = settings;
    this.database = database;
    this.facts = facts;
    this.reader = new FamilyReader(database, settings.memory().read());
  }

  /**
   * Opens the index in that directory, or makes an empty one.
   *
   * @throws DamagedIndexException when there is something else
   * @throws RetryIndexException when it cannot be read or written now: disk full, in use, denied
   */
  static RocksRetryIndex open(Path directory, Settings settings) throws DamagedIndexException {
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try {
      List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
      for (byte[] name : familyNames(directory)) {
        descriptors.add(new ColumnFamilyDescriptor(name, settings.memory().family()));
      }
      RocksDB database =
          RocksDB.open(settings.memory().database(), directory.toString(), descriptors, families);
      RocksRetryIndex index =
          new RocksRetryIndex(directory, settings, database, families.getFirst());
      boolean read = false;
      try {
        index.read(families);
        read = true;
      } finally {
        if (!read) {
          families.forEach(ColumnFamilyHandle::close);
          database.close();
        }
      }
      return index;
    } catch (RocksDBException e) {
      if (isDamage(e)) {
        throw new DamagedIndexException(statusOf(e), e);
      }
      throw new RetryIndexException("the index of message ids cannot be opened: " + statusOf(e), e);
    }
  }

  @Override
  public List<@Nullable RetryEntry> find(List<EventKey> keys) {
    checkOpen();
    @Nullable RetryEntry[] found = new @Nullable RetryEntry[keys.size()];
    try {
      for (RetryDay day : days.values()) {
        find(day, keys, found);
      }
    } catch (RocksDBException e) {
      throw failure("the index of message ids cannot be read", e);
    }
    return Arrays.asList(found);
  }

  @Override
  public void apply(List<RetryEntry> entries, @Nullable LogPosition position) {
    List<@Nullable RetryEntry> found = find(entries.stream().map(RetryEntry::key).toList());
    int oldest = settings.window().oldest(present(entries));
    try (WriteBatch batch = new WriteBatch()) {
      for (int i : bySender(entries)) {
        RetryEntry entry = entries.get(i);
        RetryEntry existing = found.get(i);
        boolean isFirst = existing == null || existing.givesWayTo(entry, settings.window());
        if (isFirst && entry.day() >= oldest) {
          put(batch, entry, existing);
        }
      }
      if (position != null) {
        batch.put(facts, APPLIED_KEY, RetryEntryBytes.bytes(position));
      }
      write(batch);
      applied = position == null ? applied : position;
      dropDaysBefore(oldest);
      boundFilters();
    } catch (RocksDBException e) {
      throw failure("the index of message ids cannot be written", e);
    }
  }

  @Override
  public Optional<LogPosition> applied() {
    return Optional.ofNullable(applied);
  }

  @Override
  public void flush() {
    checkOpen();
    try {
      database.flush(settings.memory().flush(), families());
    } catch (RocksDBException e) {
      throw failure("the index of message ids cannot be written", e);
    }
  }

  /** What cannot be written any more is read from the table at the next start. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!failed) {
        database.flush(settings.memory().flush(), families());
      }
    } catch (RocksDBException e) {
      LOG.warnf("index of message ids not written at its end: status=%s", statusOf(e));
    }
    days.values().forEach(RetryDay::close);
    facts.close();
    database.close();
    if (damaged) {
      LOG.warnf("index of message ids is damaged and thrown away: directory=%s", directory);
      try {
        RocksRetryIndexes.delete(directory);
      } catch (IOException e) {
        LOG.warnf(e, "the directory cannot be deleted: directory=%s", directory);
      }
    }
  }

  /** Flushing may have to catch up; a disk that is full never does. */
  private void write(WriteBatch batch) throws RocksDBException {
    for (int tries = 1; ; tries++) {
      try {
        database.write(settings.memory().write(), batch);
        return;
      } catch (RocksDBException e) {
        if (!isBusy(e) || tries == WRITE_TRIES_MAX) {
          throw e;
        }
      }
      try {
        Thread.sleep(WRITE_PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RetryIndexException("interrupted while the index was waited for", e);
      }
    }
  }

  /** Native memory that has been given back must not be touched. */
  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the index is closed");
    }
  }

  private void find(RetryDay day, List<EventKey> keys, @Nullable RetryEntry[] found)
      throws RocksDBException {
    List<EventKey> asked = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null && day.mayContain(keys.get(i))) {
        places.add(i);
        asked.add(keys.get(i));
      }
    }
    if (asked.isEmpty()) {
      return;
    }
    List<@Nullable Occurrence> firsts = reader.read(day.family(), asked);
    for (int i = 0; i < firsts.size(); i++) {
      Occurrence first = firsts.get(i);
      if (first != null) {
        found[places.get(i)] = new RetryEntry(asked.get(i), first, day.day());
      }
    }
  }

  /** The order in which to write: neighbours are cheap, and any order is right. */
  private static int[] bySender(List<RetryEntry> entries) {
    long[] order = new long[entries.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) entries.get(i).key().sender() << Integer.SIZE | i;
    }
    Arrays.sort(order);
    int[] places = new int[order.length];
    Arrays.setAll(places, i -> (int) order[i]);
    return places;
  }

  private void put(WriteBatch batch, RetryEntry entry, @Nullable RetryEntry existing)
      throws RocksDBException {
    byte[] key = RetryEntryBytes.bytes(entry.key());
    RetryDay day = day(entry.day());
    if (existing != null && existing.day() > entry.day()) {
      // newer days are asked first: there it would hide this one
      batch.delete(day(existing.day()).family(), key);
    }
    batch.put(day.family(), key, RetryEntryBytes.bytes(entry.first()));
    day.added(entry.key());
  }

  private RetryDay day(int number) throws RocksDBException {
    RetryDay day = days.get(number);
    if (day == null) {
      ColumnFamilyHandle family =
          database.createColumnFamily(
              new ColumnFamilyDescriptor(RetryDay.familyName(number), settings.memory().family()));
      day = new RetryDay(number, family, new KeyFilter(0));
      days.put(number, day);
    }
    return day;
  }

  private int present(List<RetryEntry> entries) {
    int newest = days.isEmpty() ? Integer.MIN_VALUE : days.firstKey();
    for (RetryEntry entry : entries) {
      newest = Math.max(newest, entry.day());
    }
    return RetryWindow.present(newest, settings.clock().instant());
  }

  private void dropDaysBefore(int oldest) throws RocksDBException {
    while (!days.isEmpty() && days.lastKey() < oldest) {
      RetryDay day = days.lastEntry().getValue();
      database.dropColumnFamily(day.family());
      days.remove(day.day());
      day.close();
    }
  }

  /** The oldest days are the first to do without a filter. */
  private void boundFilters() {
    long bytes = days.values().stream().mapToLong(RetryDay::filterBytes).sum();
    for (RetryDay day : days.descendingMap().values()) {
      if (bytes <= settings.filterBytes()) {
        return;
      }
      bytes -= day.filterBytes();
      day.dropFilter();
    }
  }

  private void read(List<ColumnFamilyHandle> families)
      throws RocksDBException, DamagedIndexException {
    for (ColumnFamilyHandle family : families.subList(1, families.size())) {
      try {
        RetryDay day = new RetryDay(RetryDay.dayOf(family.getName()), family, null);
        days.put(day.day(), day);
      } catch (IllegalArgumentException e) {
        throw new DamagedIndexException("unknown column family", e);
      }
    }
    byte[] format = database.get(facts, FORMAT_KEY);
    if (format == null && days.isEmpty()) {
      database.put(facts, settings.memory().write(), FORMAT_KEY, FORMAT);
      flush();
    } else if (!Arrays.equals(format, FORMAT)) {
      throw new DamagedIndexException("another format", null);
    }
    byte[] position = database.get(facts, APPLIED_KEY);
    applied = position == null ? null : RetryEntryBytes.position(position);
    makeFilters();
  }

  private void makeFilters() throws RocksDBException {
    long bytes = 0;
    for (RetryDay day : days.values()) {
      long keys = database.getLongProperty(day.family(), "rocksdb.estimate-num-keys");
      KeyFilter filter = new KeyFilter(keys);
      bytes += filter.byteCount();
      if (bytes > settings.filterBytes()) {
        return;
      }
      try (RocksIterator entries = database.newIterator(day.family(), settings.memory().scan())) {
        for (entries.seekToFirst(); entries.isValid(); entries.next()) {
          filter.add(RetryEntryBytes.key(entries.key()));
        }
        entries.status();
      }
      day.filter(filter);
    }
  }

  private List<ColumnFamilyHandle> families() {
    List<ColumnFamilyHandle> families = new ArrayList<>();
    families.add(facts);
    days.values().forEach(day -> families.add(day.family()));
    return families;
  }

  private static List<byte[]> familyNames(Path directory) throws RocksDBException {
    try (Options options = new Options()) {
      List<byte[]> names = RocksDB.listColumnFamilies(options, directory.toString());
      return names.isEmpty() ? List.of(RocksDB.DEFAULT_COLUMN_FAMILY) : names;
    }
  }

  private RetryIndexException failure(String message, RocksDBException e) {
    failed = true;
    damaged |= isDamage(e);
    return new RetryIndexException(message + ": " + statusOf(e), e);
  }

  /** The answer of a write that would have had to wait. */
  private static boolean isBusy(RocksDBException e) {
    return e.getStatus() != null && e.getStatus().getCode() == Status.Code.Incomplete;
  }

  /** An input or output error is not damage: the disk may be full, or another process at it. */
  private static boolean isDamage(RocksDBException e) {
    Status status = e.getStatus();
    if (status == null) {
      return false;
    }
    return switch (status.getCode()) {
      case Corruption, InvalidArgument, NotFound, NotSupported -> true;
      case Ok,
          IOError,
          MergeInProgress,
          Incomplete,
          ShutdownInProgress,
          TimedOut,
          Aborted,
          Busy,
          Expired,
          TryAgain,
          Undefined ->
          false;
    };
  }

  private static String statusOf(RocksDBException e) {
    Status status = e.getStatus();
    return status == null ? "unknown" : status.getCodeString();
  }
}
