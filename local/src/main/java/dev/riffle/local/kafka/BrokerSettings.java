package dev.riffle.local.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * What a single-node broker can be told. All listeners are on the loopback address.
 *
 * @param directory holds the log segments and the cluster's metadata
 * @param port where clients connect, 1-65535
 * @param advertisedPort where clients are told to connect: the port, or that of a proxy before it
 * @param controllerPort where the broker meets its own controller, 1-65535, another than the port
 * @param retention how long a record is kept
 * @param retentionBytes how much one partition may hold before its oldest segments go
 */
record BrokerSettings(
    Path directory,
    int port,
    int advertisedPort,
    int controllerPort,
    Duration retention,
    long retentionBytes) {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String HOST = "127.0.0.1";
  private static final int SEGMENT_BYTES = 128 << 20;

  /** Kafka's default, 128 MiB, is a quarter of the heap, for compacting one tiny topic. */
  private static final int CLEANER_BUFFER_BYTES = 16 << 20;

  BrokerSettings {
    requirePort(port);
    requirePort(advertisedPort);
    requirePort(controllerPort);
    if (port == controllerPort) {
      throw new IllegalArgumentException("broker and controller cannot share port " + port);
    }
    if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("retention must be at least a minute: " + retention);
    }
    if (retentionBytes < SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "retention bytes must hold a segment of " + SEGMENT_BYTES + ": " + retentionBytes);
    }
  }

  String bootstrapServers() {
    return HOST + ":" + port;
  }

  Properties toProperties() {
    String broker = "PLAINTEXT://" + HOST + ":" + port;
    String advertised = "PLAINTEXT://" + HOST + ":" + advertisedPort;
    String controller = CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort;
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("listeners", broker + "," + controller);
    properties.put("advertised.listeners", advertised);
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("log.dirs", directory.toString());
    properties.put("log.retention.ms", Long.toString(retention.toMillis()));
    properties.put("log.retention.bytes", Long.toString(retentionBytes));
    properties.put("log.segment.bytes", Integer.toString(SEGMENT_BYTES));
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BUFFER_BYTES));
    // a mistyped topic name must fail, not become a topic
    properties.put("auto.create.topics.enable", "false");
    for (String internalTopic : new String[] {"offsets.topic", "transaction.state.log"}) {
      properties.put(internalTopic + ".replication.factor", "1");
      properties.put(internalTopic + ".num.partitions", "4");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // after a kill the controller waits this long for the broker that it still believes alive; the
    // default, 9 s, is for networks, and there is none between the two
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    return properties;
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }
}
