package dev.riffle.acceptance;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait. Generous: on a busy machine a test is slow, not red; the bench measures. */
public final class Waiting {
  private static final Duration FOR_AN_EVENT = Duration.ofSeconds(30);
  private static final Duration FOR_A_LOAD = Duration.ofMinutes(3);
  private static final Duration FOR_A_RESTART = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private Waiting() {}

  public static ConditionFactory untilVisible() {
    return within(FOR_AN_EVENT);
  }

  /** Many events, or events that a part has to come back for. */
  public static ConditionFactory untilLoaded() {
    return within(FOR_A_LOAD).ignoreExceptions();
  }

  public static ConditionFactory untilRestarted() {
    return within(FOR_A_RESTART).ignoreExceptions();
  }

  private static ConditionFactory within(Duration time) {
    return Awaitility.await().atMost(time).pollInterval(POLL).pollDelay(Duration.ZERO);
  }
}
