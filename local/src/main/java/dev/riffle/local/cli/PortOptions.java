package dev.riffle.local.cli;

import dev.riffle.local.launch.CannotStartException;
import dev.riffle.local.launch.Ports;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** One option and one environment variable per port. */
final class PortOptions {
  @Option(
      names = "--ingest-port",
      paramLabel = "PORT",
      defaultValue = "${env:RIFFLE_INGEST_PORT:-8088}",
      description = "HTTP port to send events to (default: ${DEFAULT-VALUE}).")
  private int ingest;

  @Option(
      names = "--ingest-tls-port",
      paramLabel = "PORT",
      defaultValue = "${env:RIFFLE_INGEST_TLS_PORT:-8443}",
      description = "HTTPS port to send events to, with --tls (default: ${DEFAULT-VALUE}).")
  private int ingestTls;

  @Option(
      names = "--query-port",
      paramLabel = "PORT",
      defaultValue = "${env:RIFFLE_QUERY_PORT:-8089}",
      description = "HTTP port to ask questions at (default: ${DEFAULT-VALUE}).")
  private int query;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "${env:RIFFLE_KAFKA_PORT:-19092}",
      description = "Port of Kafka (default: ${DEFAULT-VALUE}).")
  private int kafka;

  @Option(
      names = "--kafka-controller-port",
      paramLabel = "PORT",
      defaultValue = "${env:RIFFLE_KAFKA_CONTROLLER_PORT:-19093}",
      description = "Port of Kafka's controller (default: ${DEFAULT-VALUE}).")
  private int kafkaController;

  @Option(
      names = "--clickhouse-port",
      paramLabel = "PORT",
      defaultValue = "${env:RIFFLE_CLICKHOUSE_PORT:-18123}",
      description = "HTTP port of ClickHouse (default: ${DEFAULT-VALUE}).")
  private int clickhouse;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "${env:RIFFLE_POSTGRES_PORT:-15432}",
      description = "Port of PostgreSQL (default: ${DEFAULT-VALUE}).")
  private int postgres;

  Ports ports(boolean tls) throws CannotStartException {
    try {
      OptionalInt withTls = tls ? OptionalInt.of(ingestTls) : OptionalInt.empty();
      return new Ports(ingest, withTls, query, kafka, kafkaController, clickhouse, postgres);
    } catch (IllegalArgumentException e) {
      throw new CannotStartException("The ports do not fit: " + e.getMessage() + ".");
    }
  }
}
