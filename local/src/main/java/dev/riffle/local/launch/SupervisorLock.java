package dev.riffle.local.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one supervisor of a data directory. The operating system gives it back when the
 * supervisor ends, however it ends; the record beside it tells others whom to ask to stop.
 */
public final class SupervisorLock implements AutoCloseable {
  private static final String RECORD = "supervisor";

  private final DataDirectory data;
  private final RandomAccessFile file;
  private final FileLock lock;

  private SupervisorLock(DataDirectory data, RandomAccessFile file, FileLock lock) {
    this.data = data;
    this.file = file;
    this.lock = lock;
  }

  /** Takes the lock, or is empty when another supervisor has it. */
  public static Optional<SupervisorLock> take(DataDirectory data) throws IOException {
    RandomAccessFile file = new RandomAccessFile(lockFile(data).toFile(), "rw");
    FileLock lock = tryLock(file);
    if (lock == null) {
      file.close();
      return Optional.empty();
    }
    SupervisorLock taken = new SupervisorLock(data, file, lock);
    taken.record(PartState.STARTING);
    return Optional.of(taken);
  }

  /** True when that process supervises the directory and all parts have been ready. */
  public static boolean isReady(DataDirectory data, long pid) throws IOException {
    return PartRecord.read(data.run(), RECORD)
        .filter(record -> record.state() == PartState.READY)
        .flatMap(PartRecord::process)
        .filter(process -> process.pid() == pid)
        .isPresent();
  }

  /** The process that supervises the directory now. */
  public static Optional<ProcessHandle> holder(DataDirectory data) throws IOException {
    return Files.exists(lockFile(data))
        ? PartRecord.read(data.run(), RECORD)
            .flatMap(PartRecord::process)
            .flatMap(ProcessMark::find)
        : Optional.empty();
  }

  /** All parts have been ready. */
  public void markReady() throws IOException {
    record(PartState.READY);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    file.close();
  }

  private void record(PartState state) throws IOException {
    Optional<ProcessMark> self = Optional.of(ProcessMark.of(ProcessHandle.current()));
    new PartRecord(RECORD, state, 0, self, "TERM", 0).write(data.run());
  }

  private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      // held by this very JVM
      return null;
    }
  }

  private static Path lockFile(DataDirectory data) {
    return data.run().resolve("lock");
  }
}
