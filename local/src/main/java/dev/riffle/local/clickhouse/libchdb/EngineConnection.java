package dev.riffle.local.clickhouse.libchdb;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One session of the engine: it runs one statement at a time, and keeps what {@code USE} and {@code
 * SET} changed. Not safe for use by two threads at once.
 */
public final class EngineConnection implements AutoCloseable {
  private final Libchdb library;
  private final MemorySegment handle;
  private final MemorySegment connection;
  private boolean closed;

  EngineConnection(Libchdb library, MemorySegment handle) {
    this.library = library;
    this.handle = handle.reinterpret(ADDRESS.byteSize());
    this.connection = this.handle.get(ADDRESS, 0);
  }

  /**
   * Runs a statement to its end and keeps the whole result in native memory until it is closed.
   *
   * @param parameters values of {@code {name:Type}} in the statement, escaped as in TabSeparated
   * @throws EngineException what the engine answered instead of a result
   */
  public EngineResult query(String sql, String format, Map<String, String> parameters) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = run(library.query, arena, sql, format, parameters);
      return EngineResult.of(library, result);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  /** Runs a statement and returns its result as TabSeparated text, without the last line feed. */
  public String text(String sql) {
    try (EngineResult result = query(sql, "TabSeparated", Map.of())) {
      return new String(result.bytes(), StandardCharsets.UTF_8).stripTrailing();
    }
  }

  /**
   * Starts a SELECT whose result comes chunk by chunk. Close the stream before the next statement.
   */
  public EngineStream stream(String sql, String format, Map<String, String> parameters) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stream = run(library.streamQuery, arena, sql, format, parameters);
      return EngineStream.of(library, connection, stream);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  /**
   * Starts {@code INSERT INTO table}, without FORMAT and data; the data follow in the format named.
   * Close it before the next statement.
   */
  public EngineInsert insert(String sql, String format, Map<String, String> parameters) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment insert = run(library.insert, arena, sql, format, parameters);
      return EngineInsert.of(library, insert);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }

  private MemorySegment run(
      MethodHandle function, Arena arena, String sql, String format, Map<String, String> parameters)
      throws Throwable {
    MemorySegment statement = arena.allocateFrom(sql);
    MemorySegment formatName = arena.allocateFrom(format);
    NativeParameters values = NativeParameters.allocate(arena, parameters);
    return (MemorySegment)
        function.invokeExact(
            connection,
            statement,
            statement.byteSize() - 1,
            formatName,
            formatName.byteSize() - 1,
            values.names(),
            values.nameLengths(),
            values.values(),
            values.valueLengths(),
            values.count());
  }

  /** No statement may be running and no stream open: the engine would abort the process. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      library.closeConnection.invokeExact(handle);
    } catch (Throwable thrown) {
      throw Libchdb.unchecked(thrown);
    }
  }
}
