package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.network.FaultyProxy;
import dev.riffle.acceptance.chaos.network.Impairment;
import dev.riffle.acceptance.chaos.plan.Link;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** A proxy on each connection of the way of an event. */
public final class Links implements AutoCloseable {
  private final Map<Link, FaultyProxy> proxies = new EnumMap<>(Link.class);

  /** Proxies before a Riffle that need not run yet. */
  public static Links before(RunningRiffle riffle) throws IOException {
    Links links = new Links();
    for (Link link : Link.values()) {
      links.proxies.put(link, FaultyProxy.to(riffle.port(server(link))));
    }
    return links;
  }

  /**
   * What {@code ./riffle up} needs in its environment so that its parts go through the proxies.
   *
   * @param ingestOptions more for the ingest service's JVM
   */
  public Map<String, String> environment(String ingestOptions) {
    return Map.of(
        "RIFFLE_KAFKA_ADVERTISED_PORT",
        Integer.toString(port(Link.INGEST_TO_KAFKA)),
        "RIFFLE_INGEST_OPTS",
        "-Driffle.kafka.bootstrap-servers=127.0.0.1:"
            + port(Link.INGEST_TO_KAFKA)
            + " -Driffle.clickhouse.url=http://127.0.0.1:"
            + port(Link.INGEST_TO_CLICKHOUSE)
            + (ingestOptions.isEmpty() ? "" : " " + ingestOptions));
  }

  public int port(Link link) {
    return proxy(link).port();
  }

  public void impair(Link link, Impairment impairment) {
    proxy(link).impair(impairment);
  }

  private FaultyProxy proxy(Link link) {
    FaultyProxy proxy = proxies.get(link);
    if (proxy == null) {
      throw new IllegalStateException("no proxy " + link.text());
    }
    return proxy;
  }

  private static PartName server(Link link) {
    return switch (link) {
      case CLIENT_TO_INGEST -> PartName.INGEST;
      case INGEST_TO_KAFKA -> PartName.KAFKA;
      case INGEST_TO_CLICKHOUSE -> PartName.CLICKHOUSE;
    };
  }

  @Override
  public void close() throws IOException {
    for (FaultyProxy proxy : proxies.values()) {
      proxy.close();
    }
  }
}
