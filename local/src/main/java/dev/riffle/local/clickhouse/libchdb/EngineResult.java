package dev.riffle.local.clickhouse.libchdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Bytes of a result, or of one chunk of it, in native memory until closed. */
public final class EngineResult implements AutoCloseable {
  private final Libchdb library;
  private final MemorySegment result;

  private EngineResult(Libchdb library, MemorySegment result) {
    this.library = library;
    this.result = result;
  }

  static EngineResult of(Libchdb library, MemorySegment result) throws Throwable {
    if (result.address() == 0) {
      throw new EngineException("libchdb gave no result");
    }
    String error = Libchdb.text((MemorySegment) library.resultError.invokeExact(result));
    if (error != null) {
      library.resultDestroy.invokeExact(result);
      throw new EngineException(error);
    }
    return new EngineResult(library, result);
  }

  /** The bytes where they are; not to be touched after close. */
  public MemorySegment segment() {
    try {
      long length = (long) library.resultLength.invokeExact(result);
      MemorySegment start = (MemorySegment) library.resultBuffer.invokeExact(result);
      return length == 0 ? MemorySegment.NULL : start.reinterpret(length);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return segment().toArray(JAVA_BYTE);
  }

  public QueryStatistics statistics() {
    try {
      return new QueryStatistics(
          (long) library.resultRows.invokeExact(result),
          (long) library.resultLength.invokeExact(result),
          (long) library.resultReadRows.invokeExact(result),
          (long) library.resultReadBytes.invokeExact(result),
          (long) library.resultWrittenRows.invokeExact(result),
          (long) library.resultWrittenBytes.invokeExact(result));
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  @Override
  public void close() {
    try {
      library.resultDestroy.invokeExact(result);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  static @Nullable EngineResult nextOf(
      Libchdb library, MemorySegment connection, MemorySegment stream) throws Throwable {
    MemorySegment chunk = (MemorySegment) library.streamFetch.invokeExact(connection, stream);
    return chunk.address() == 0 ? null : of(library, chunk);
  }
}
