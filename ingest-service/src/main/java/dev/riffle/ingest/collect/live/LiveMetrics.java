package dev.riffle.ingest.collect.live;

import dev.riffle.ingest.collect.outcome.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What watching counts. Thread-safe. */
public final class LiveMetrics {
  private final MeterRegistry registry;

  public LiveMetrics(MeterRegistry registry, LiveFeed feed) {
    this.registry = registry;
    Gauge.builder("riffle.collect.live.viewers", feed, LiveFeed::viewers).register(registry);
  }

  /** Counts the events that a viewer was not shown because it was too slow. */
  public void leftOut(List<LiveView.Item> items) {
    for (LiveView.Item item : items) {
      if (item instanceof LiveView.Item.Gap gap && gap.leftOut().isPresent()) {
        registry
            .counter("riffle.collect.live.left.out")
            .increment((double) gap.leftOut().getAsLong());
      }
    }
  }

  /** A stream that was asked for and refused. */
  public void refused(Problem problem) {
    registry.counter("riffle.collect.live.refused", "problem", problem.code()).increment();
  }

  /** A stream that ended. */
  public void ended(LiveEnd reason) {
    registry.counter("riffle.collect.live.ended", "reason", reason.word()).increment();
  }
}
