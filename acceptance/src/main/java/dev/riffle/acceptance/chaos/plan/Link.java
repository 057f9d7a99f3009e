package dev.riffle.acceptance.chaos.plan;

import java.util.Locale;

/** A connection between two processes that a proxy of ours can spoil. */
public enum Link {
  CLIENT_TO_INGEST,
  INGEST_TO_KAFKA,
  INGEST_TO_CLICKHOUSE;

  /** As plan and report name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
