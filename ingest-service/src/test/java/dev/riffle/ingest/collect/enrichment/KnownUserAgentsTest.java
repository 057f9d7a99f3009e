package dev.riffle.ingest.collect.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownUserAgentsTest {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0";

  private final AtomicInteger unread = new AtomicInteger();

  /** Each look at this clock takes a little more than the burst. */
  private final AtomicLong nanoTime = new AtomicLong();

  @Test
  void aUserAgentIsReadOnceAndThenKnown() {
    KnownUserAgents userAgents = userAgents(10);

    UserAgentProperties first = userAgents.of(FIREFOX);

    assertThat(first.browserName()).isEqualTo(PropertyValue.of("Firefox"));
    assertThat(userAgents.of(FIREFOX)).isSameAs(first);
  }

  @Test
  void beyondTheBudgetAUserAgentStaysUnreadUntilThereIsTimeAgain() {
    KnownUserAgents userAgents = userAgents(1);
    userAgents.of(FIREFOX);

    assertThat(userAgents.of(FIREFOX + " b")).isSameAs(UserAgentProperties.NONE);
    assertThat(unread).hasValue(1);
    assertThat(userAgents.of(FIREFOX).browserName()).isNotNull();
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(100));
    assertThat(userAgents.of(FIREFOX + " b").browserName()).isNotNull();
    assertThat(unread).hasValue(1);
  }

  @Test
  void whatIsLongerThanAnyBrowserSendsIsNotRead() {
    KnownUserAgents userAgents = userAgents(100);
    String longest = FIREFOX + " ".repeat(KnownUserAgents.CHARACTERS_MAX - FIREFOX.length());

    assertThat(userAgents.of(longest).browserName()).isEqualTo(PropertyValue.of("Firefox"));
    assertThat(userAgents.of(longest + " ")).isSameAs(UserAgentProperties.NONE);
    assertThat(unread).hasValue(0);
  }

  private KnownUserAgents userAgents(int percent) {
    return new KnownUserAgents(
        100,
        percent,
        () -> nanoTime.getAndAdd(TimeUnit.MILLISECONDS.toNanos(1100)),
        unread::incrementAndGet);
  }
}
