package dev.riffle.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the parts listen. */
record Ports(
    int ingest,
    int ingestTls,
    int query,
    int kafka,
    int kafkaController,
    int clickHouse,
    int postgres) {
  private static final int COUNT = 7;

  /** Ports that are free now. All are held until all are known, so that they differ. */
  static Ports free() {
    List<ServerSocket> sockets = new ArrayList<>(COUNT);
    try {
      try {
        for (int i = 0; i < COUNT; i++) {
          sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        return new Ports(
            ports.get(0),
            ports.get(1),
            ports.get(2),
            ports.get(3),
            ports.get(4),
            ports.get(5),
            ports.get(6));
      } finally {
        for (ServerSocket socket : sockets) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no free ports", e);
    }
  }

  Map<String, String> environment() {
    return Map.of(
        "RIFFLE_INGEST_PORT", Integer.toString(ingest),
        "RIFFLE_INGEST_TLS_PORT", Integer.toString(ingestTls),
        "RIFFLE_QUERY_PORT", Integer.toString(query),
        "RIFFLE_KAFKA_PORT", Integer.toString(kafka),
        "RIFFLE_KAFKA_CONTROLLER_PORT", Integer.toString(kafkaController),
        "RIFFLE_CLICKHOUSE_PORT", Integer.toString(clickHouse),
        "RIFFLE_POSTGRES_PORT", Integer.toString(postgres));
  }
}
