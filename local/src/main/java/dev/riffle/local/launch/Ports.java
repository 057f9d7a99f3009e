package dev.riffle.local.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the parts listen; all different.
 *
 * @param ingestTls where the ingest service speaks https, if it does
 */
public record Ports(
    int ingest,
    OptionalInt ingestTls,
    int query,
    int kafka,
    int kafkaController,
    int clickhouse,
    int postgres) {
  public Ports {
    Map<Integer, String> taken = new LinkedHashMap<>();
    for (var port :
        byName(ingest, ingestTls, query, kafka, kafkaController, clickhouse, postgres).entrySet()) {
      if (port.getValue() < 1 || port.getValue() > 65_535) {
        throw new IllegalArgumentException(
            "the port of " + port.getKey() + " must be 1 to 65535, not " + port.getValue());
      }
      String other = taken.put(port.getValue(), port.getKey());
      if (other != null) {
        throw new IllegalArgumentException(
            other + " and " + port.getKey() + " cannot both have port " + port.getValue());
      }
    }
  }

  /** By the name that the option {@code --NAME-port} has. */
  public Map<String, Integer> byName() {
    return byName(ingest, ingestTls, query, kafka, kafkaController, clickhouse, postgres);
  }

  private static Map<String, Integer> byName(
      int ingest,
      OptionalInt ingestTls,
      int query,
      int kafka,
      int kafkaController,
      int clickhouse,
      int postgres) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("ingest", ingest);
    ingestTls.ifPresent(port -> ports.put("ingest-tls", port));
    ports.put("query", query);
    ports.put("kafka", kafka);
    ports.put("kafka-controller", kafkaController);
    ports.put("clickhouse", clickhouse);
    ports.put("postgres", postgres);
    return ports;
  }
}
