package dev.riffle.query.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.riffle.query.sql.SqlStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results of statements, as long as the stored data is what it was.
 *
 * <p>A result is a function of the statement's text, its parameters (the project, all times and the
 * watermark among them) and the stored data; statements have no clock and no chance in them. The
 * data version stands for the data: a hash of the names and contents of all parts of all tables,
 * which no later state has again. A question reads it first, and takes only results that are kept
 * under it. What such a result saw is then as right as what the question would see itself: when it
 * came about before the version was read again, nothing changed from the one reading to the other;
 * when after, it saw the data at a time since the question was asked. So nothing has to be checked
 * after a statement has run.
 *
 * <p>In the memory of this process, oldest use first out. Thread-safe.
 */
public final class ResultCache {
  private static final int ENTRY_BYTES = 256;
  private static final int ROW_BYTES = 64;
  private static final int CELL_BYTES = 24;
  private static final int CHARACTER_BYTES = 2;

  private record Key(String dataVersion, String text, Map<String, Object> parameters) {}

  private final Cache<Key, ResultTable> results;

  /**
   * Makes an empty cache.
   *
   * @param bytes of memory that the results take at most, as they are estimated; 0 keeps none
   */
  public ResultCache(long bytes) {
    this.results =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher(ResultCache::bytes)
            .executor(Runnable::run)
            .build();
  }

  /** Keeps nothing. */
  public static ResultCache none() {
    return new ResultCache(0);
  }

  Optional<ResultTable> find(String dataVersion, SqlStatement statement) {
    return Optional.ofNullable(results.getIfPresent(key(dataVersion, statement)));
  }

  void keep(String dataVersion, SqlStatement statement, ResultTable result) {
    results.put(key(dataVersion, statement), result);
  }

  private static Key key(String dataVersion, SqlStatement statement) {
    return new Key(dataVersion, statement.text(), statement.parameters());
  }

  private static int bytes(Key key, ResultTable result) {
    long bytes = ENTRY_BYTES + (long) CHARACTER_BYTES * key.text().length();
    for (Object parameter : key.parameters().values()) {
      bytes += cell(parameter);
    }
    for (List<Object> row : result.rows()) {
      bytes += ROW_BYTES;
      for (Object cell : row) {
        bytes += cell(cell);
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  private static long cell(Object value) {
    return CELL_BYTES
        + switch (value) {
          case String text -> (long) CHARACTER_BYTES * text.length();
          case List<?> list -> list.stream().mapToLong(ResultCache::cell).sum();
          case null, default -> 0L;
        };
  }
}
