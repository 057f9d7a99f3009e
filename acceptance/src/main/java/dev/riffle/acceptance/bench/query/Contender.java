package dev.riffle.acceptance.bench.query;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SortedMap;

/** One way to answer the questions. Asked by one thread. */
interface Contender extends AutoCloseable {
  /**
   * What came back.
   *
   * @param numbers by the names of their cells, the same for every contender
   * @param rows that were read, when it tells
   * @param bytes that were read, when it tells
   */
  record Reply(SortedMap<String, Long> numbers, OptionalLong rows, OptionalLong bytes) {}

  /** As the table's column names it. */
  String name();

  Reply ask(BenchQuestion question) throws IOException, InterruptedException, SQLException;

  /** Processor time so far of all that works for the answers; zero when it cannot be told. */
  Duration cpu();

  @Override
  void close() throws IOException, SQLException;
}
