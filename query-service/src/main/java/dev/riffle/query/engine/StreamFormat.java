package dev.riffle.query.engine;

/** In which form the engine sends rows that go on as they come. */
public enum StreamFormat {
  /** The only column, one value a line. */
  LINES,
  /** Comma-separated values, without a line of names. */
  CSV,
  /** An Apache Parquet file without indexes of its pages; one statement is one file. */
  PARQUET
}
