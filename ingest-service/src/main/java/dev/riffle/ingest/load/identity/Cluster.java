package dev.riffle.ingest.load.identity;

import dev.riffle.event.Sender;
import dev.riffle.event.history.PropertyHistory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Senders of one project that have to do with each other, and the facts about them.
 *
 * @param senders those that have sent anything; ids in the facts may be unknown
 */
record Cluster(Map<Sender, KnownSender> senders, List<Observation> observations, Aliases aliases) {
  Cluster {
    senders = Map.copyOf(senders);
    observations = List.copyOf(observations);
  }

  @Nullable KnownSender user(String id) {
    return senders.get(new Sender(Sender.Kind.USER, id));
  }

  @Nullable KnownSender device(String id) {
    return senders.get(new Sender(Sender.Kind.DEVICE, id));
  }

  static PropertyHistory historyOf(@Nullable KnownSender sender) {
    return sender == null ? PropertyHistory.EMPTY : sender.history();
  }
}
