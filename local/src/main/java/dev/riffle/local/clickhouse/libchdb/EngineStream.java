package dev.riffle.local.clickhouse.libchdb;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A SELECT that is running; its result comes in chunks of about 65,000 rows or 1 MB. */
public final class EngineStream implements AutoCloseable {
  private final Libchdb library;
  private final MemorySegment connection;
  private final MemorySegment stream;
  private QueryStatistics statistics = QueryStatistics.NONE;
  private boolean ended;

  private EngineStream(Libchdb library, MemorySegment connection, MemorySegment stream) {
    this.library = library;
    this.connection = connection;
    this.stream = stream;
  }

  static EngineStream of(Libchdb library, MemorySegment connection, MemorySegment stream)
      throws Throwable {
    if (stream.address() == 0) {
      throw new EngineException("libchdb gave no stream");
    }
    String error = Libchdb.text((MemorySegment) library.resultError.invokeExact(stream));
    if (error != null) {
      library.resultDestroy.invokeExact(stream);
      throw new EngineException(error);
    }
    return new EngineStream(library, connection, stream);
  }

  /**
   * The next chunk, which is a complete document of its format (headers included), or null after
   * the last one.
   *
   * @throws EngineException also in the middle of a result
   */
  public @Nullable EngineResult next() {
    if (ended) {
      return null;
    }
    try {
      EngineResult chunk = EngineResult.nextOf(library, connection, stream);
      if (chunk == null) {
        ended = true;
        return null;
      }
      QueryStatistics ofChunk = chunk.statistics();
      statistics = statistics.plusChunk(ofChunk);
      if (ofChunk.resultBytes() == 0) {
        ended = true;
        chunk.close();
        return null;
      }
      return chunk;
    } catch (Throwable thrown) {
      ended = true;
      throw Libchdb.unchecked(thrown);
    }
  }

  /** What was read so far. */
  public QueryStatistics statistics() {
    return statistics;
  }

  /** Cancels what is still running. */
  @Override
  public void close() {
    try {
      if (!ended) {
        library.streamCancel.invokeExact(connection, stream);
      }
      library.resultDestroy.invokeExact(stream);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }
}
