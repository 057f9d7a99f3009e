package dev.riffle.local.clickhouse.libchdb;

/** What one query read, wrote and returned. */
public record QueryStatistics(
    long resultRows,
    long resultBytes,
    long readRows,
    long readBytes,
    long writtenRows,
    long writtenBytes) {
  public static final QueryStatistics NONE = new QueryStatistics(0, 0, 0, 0, 0, 0);

  /** Result rows and bytes add up over the chunks of a stream; what was read is already a total. */
  QueryStatistics plusChunk(QueryStatistics chunk) {
    return new QueryStatistics(
        resultRows + chunk.resultRows,
        resultBytes + chunk.resultBytes,
        Math.max(readRows, chunk.readRows),
        Math.max(readBytes, chunk.readBytes),
        chunk.writtenRows,
        chunk.writtenBytes);
  }
}
