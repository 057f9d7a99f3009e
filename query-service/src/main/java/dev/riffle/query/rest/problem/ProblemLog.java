package dev.riffle.query.rest.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts and logs problems. Never what the caller sent; causes only of our own faults. */
@ApplicationScoped
public class ProblemLog {
  private static final Logger LOG = Logger.getLogger(ProblemLog.class);

  private final Map<ProblemType, Counter> counters = new EnumMap<>(ProblemType.class);

  ProblemLog(MeterRegistry meters) {
    for (ProblemType type : ProblemType.values()) {
      counters.put(
          type,
          Counter.builder("riffle.problems")
              .description("Requests refused or failed, by problem code")
              .tag("code", type.code())
              .register(meters));
    }
  }

  /**
   * Records one problem.
   *
   * @param note words of our own, nothing that was sent
   * @param cause only where its message and those below it cannot hold what was sent
   */
  void record(ProblemType type, String requestId, String note, @Nullable Throwable cause) {
    Counter counter = counters.get(type);
    if (counter != null) {
      counter.increment();
    }
    LOG.logf(
        type.logLevel(),
        cause,
        "request failed: code=%s status=%s requestId=%s %s",
        type.code(),
        type.status(),
        requestId,
        note);
  }
}
