package dev.riffle.ingest.topic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.common.TopicCollection;

/** A real broker that says of every topic, for the first times it is asked, that there is none. */
final class LateBroker extends ForwardingAdmin {
  private static final TopicCollection NOBODY_HAS_MADE =
      TopicCollection.ofTopicNames(List.of("nobody-has-made-this"));

  private final int times;
  private final AtomicInteger looked = new AtomicInteger();

  LateBroker(String bootstrapServers, int times) {
    super(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.times = times;
  }

  int lookedForUnknown() {
    return Math.min(times, looked.get());
  }

  @Override
  public DescribeTopicsResult describeTopics(
      TopicCollection topics, DescribeTopicsOptions options) {
    return super.describeTopics(
        looked.getAndIncrement() < times ? NOBODY_HAS_MADE : topics, options);
  }
}
