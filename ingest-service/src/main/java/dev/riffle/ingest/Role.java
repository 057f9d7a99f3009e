package dev.riffle.ingest;

/** What a process of this service does. */
public enum Role {
  /** HTTP to Kafka. */
  COLLECT,
  /** Kafka to ClickHouse. */
  LOAD
}
