package dev.riffle.local.clickhouse.disk;

/** The engine's merges and mutations, of all tables. Both calls may be repeated. */
public interface Merges {
  /** Lets none begin and cancels those that run. */
  void stop();

  void start();
}
