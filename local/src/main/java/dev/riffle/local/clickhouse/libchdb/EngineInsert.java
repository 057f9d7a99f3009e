package dev.riffle.local.clickhouse.libchdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An INSERT that takes its data from a stream of bytes, in blocks. */
public final class EngineInsert implements AutoCloseable {
  private static final int BLOCK_BYTES = 1 << 18;

  private final Libchdb library;
  private final MemorySegment insert;

  private EngineInsert(Libchdb library, MemorySegment insert) {
    this.library = library;
    this.insert = insert;
  }

  static EngineInsert of(Libchdb library, MemorySegment insert) throws Throwable {
    if (insert.address() == 0) {
      throw new EngineException("libchdb gave no insert");
    }
    String error = Libchdb.text((MemorySegment) library.insertError.invokeExact(insert));
    if (error != null) {
      library.insertDestroy.invokeExact(insert);
      throw new EngineException(error);
    }
    return new EngineInsert(library, insert);
  }

  /**
   * Sends all bytes of the input and waits until the rows are stored.
   *
   * @throws IOException when the input fails; the insert is cancelled then
   * @throws EngineException when the engine refuses a row or cannot store them
   */
  public QueryStatistics send(InputStream data) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment block = arena.allocate(BLOCK_BYTES);
      byte[] bytes = new byte[BLOCK_BYTES];
      for (int n = read(data, bytes); n > 0; n = read(data, bytes)) {
        MemorySegment.copy(bytes, 0, block, JAVA_BYTE, 0, n);
        append(block, n);
      }
      return done();
    }
  }

  private int read(InputStream data, byte[] bytes) throws IOException {
    try {
      return data.readNBytes(bytes, 0, bytes.length);
    } catch (IOException | RuntimeException e) {
      cancel();
      throw e;
    }
  }

  private void append(MemorySegment block, int length) {
    try {
      int failed = (int) library.insertAppend.invokeExact(insert, block, (long) length);
      if (failed != 0) {
        String error = Libchdb.text((MemorySegment) library.insertError.invokeExact(insert));
        throw new EngineException(error == null ? "libchdb took no more data" : error);
      }
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  private QueryStatistics done() {
    try (EngineResult result =
        EngineResult.of(library, (MemorySegment) library.insertDone.invokeExact(insert))) {
      return result.statistics();
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  private void cancel() {
    try {
      library.insertCancel.invokeExact(insert);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  @Override
  public void close() {
    try {
      library.insertDestroy.invokeExact(insert);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }
}
