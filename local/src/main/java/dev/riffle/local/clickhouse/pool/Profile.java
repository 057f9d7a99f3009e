package dev.riffle.local.clickhouse.pool;

/** What a user may do; each profile has connections of its own. */
public enum Profile {
  /** All statements that stay inside the data directory. */
  WRITER,
  /** Questions only; the engine itself refuses everything else ({@code readonly = 1}). */
  READER
}
