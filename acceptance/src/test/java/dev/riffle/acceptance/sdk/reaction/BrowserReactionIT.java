package dev.riffle.acceptance.sdk.reaction;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.Waiting;
import dev.riffle.acceptance.sdk.Chromium;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.event.EventTopic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each browser SDK makes of a reply that is no success, on a page of its own in headless
 * Chromium; where there is none these tests are skipped. Asserted for each: the reply came; nothing
 * is stored twice, whoever sent it again, the SDK or the browser; and which events are stored.
 */
@ExtendWith({OneRiffle.class, SoftAssertionsExtension.class})
@Order(3)
class BrowserReactionIT {
  private static final int LAST = BrowserSdk.WAVES * BrowserSdk.WAVE;
  private static final Set<Integer> EVERY = numbers(LAST);

  /** Long enough for the browser to start, and for the service to wait for Kafka in vain. */
  private static final Duration OUTAGE = Duration.ofSeconds(25);

  private static final Map<Situation, Map<BrowserSdk, Reaction>> REACTIONS =
      new EnumMap<>(Situation.class);

  /** What the pages meet that are open together: a visit is mostly waiting. */
  private enum Situation {
    REPLY_LOST,
    MORE_THAN_ITS_RATE,
    ONE_BAD
  }

  @BeforeAll
  static void visitTogether(RunningRiffle riffle, @TempDir Path folder) throws Exception {
    assumeTrue(Chromium.isInstalled(), "no Chromium");
    Map<String, String> limits =
        Map.of(
            "RIFFLE_COLLECT_RATE_EVENTS_PER_SECOND",
            "1",
            "RIFFLE_COLLECT_RATE_BURST",
            Integer.toString(BrowserSdk.WAVE));
    try (IngestProcess slow = collector(riffle, folder.resolve("slow.log"), limits);
        BrowserVisits visits = new BrowserVisits(riffle)) {
      answersAtOnce(riffle, slow);
      URI url = riffle.ingestUrl();
      visits.prepare(Situation.REPLY_LOST.name(), WatchedDoor.losing(1, url), Oddity.NONE);
      visits.prepare(
          Situation.MORE_THAN_ITS_RATE.name(), WatchedDoor.before(slow.url()), Oddity.NONE);
      visits.prepare(Situation.ONE_BAD.name(), WatchedDoor.before(url), Oddity.LONG_TEXT);
      visits.make();
      for (Situation situation : Situation.values()) {
        REACTIONS.put(situation, visits.reactions(situation.name()));
      }
    }
  }

  @Test
  void isStoredOnceThoughAReplyWasLost(SoftAssertions softly) {
    to(Situation.REPLY_LOST)
        .forEach((sdk, reaction) -> {
          softly.assertThat(reaction.statuses()).as("replies to %s", sdk).containsOnly(200);
          assertStoredOnceAfterAll(sdk, reaction, softly);
        });
  }

  @Test
  void waitsWhenItsKeySendsMoreThanItsRate(SoftAssertions softly) {
    to(Situation.MORE_THAN_ITS_RATE)
        .forEach((sdk, reaction) -> {
          int comeAgain = sdk == BrowserSdk.POSTHOG ? 503 : 429;
          if (sdk != BrowserSdk.AMPLITUDE_JS) {
            // which may begin its second wave so late that the rate lets it through
            softly
                .assertThat(reaction.statuses())
                .as("replies to %s", sdk)
                .contains(comeAgain, 200);
          }
          assertStoredOnceAfterAll(sdk, reaction, softly);
        });
  }

  @Test
  void losesNoGoodEventToABadOne(SoftAssertions softly) {
    Set<Integer> good = new TreeSet<>(EVERY);
    good.remove(BrowserSdk.ODD);

    to(Situation.ONE_BAD)
        .forEach((sdk, reaction) ->
            assertStoredOnce(sdk, reaction, sdk.cutsLongTexts() ? EVERY : good, softly));
  }

  @Test
  void losesNoMoreToWhatIsTooLargeThanItDropsItself(
      RunningRiffle riffle, @TempDir Path folder, SoftAssertions softly) throws Exception {
    String tooLarge = "ONE_TOO_LARGE";
    try (IngestProcess small = collector(riffle, folder.resolve("small.log"), Oddity.SMALL_BODIES);
        BrowserVisits visits = new BrowserVisits(riffle)) {
      answersAtOnce(riffle, small);
      visits.prepare(tooLarge, WatchedDoor.before(small.url()), Oddity.MANY_TEXTS);
      visits.make();
      visits
          .reactions(tooLarge)
          .forEach((sdk, reaction) -> {
            Set<Integer> kept = new TreeSet<>(EVERY);
            kept.removeAll(droppedAsTooLarge(sdk));
            softly.assertThat(reaction.statuses()).as("replies to %s", sdk).contains(413, 200);
            assertStoredOnce(sdk, reaction, kept, softly);
          });
    }
  }

  private static Set<Integer> droppedAsTooLarge(BrowserSdk sdk) {
    return switch (sdk) {
      // halves too, but begins with half of 30, and gives up after the fifth request, which has two
      case AMPLITUDE_BROWSER -> Set.of(BrowserSdk.ODD, BrowserSdk.ODD + 1);
      // halve what they send, until the large one is alone
      case AMPLITUDE_JS, MIXPANEL -> Set.of(BrowserSdk.ODD);
      // send each event by itself
      case SEGMENT, RUDDER -> Set.of(BrowserSdk.ODD);
      // drop what they sent with it
      case SEGMENT_BATCHING, POSTHOG -> numbers(BrowserSdk.WAVE);
    };
  }

  @Test
  void sendsAgainWhatAnOutageOfKafkaRefused(RunningRiffle riffle, SoftAssertions softly)
      throws Exception {
    String outage = "OUTAGE";
    try (BrowserVisits visits = new BrowserVisits(riffle)) {
      visits.prepare(outage, WatchedDoor.before(riffle.ingestUrl()), Oddity.NONE);
      try (KafkaOutage kafka = KafkaOutage.of(OUTAGE, riffle)) {
        visits.make();
      }
      visits
          .reactions(outage)
          .forEach((sdk, reaction) -> {
            softly.assertThat(reaction.statuses()).as("replies to %s", sdk).contains(503);
            assertStoredOnceAfterAll(sdk, reaction, softly);
          });
    }
  }

  private static IngestProcess collector(
      RunningRiffle riffle, Path log, Map<String, String> settings)
      throws IOException, InterruptedException {
    return IngestProcess.start(riffle, "collect", EventTopic.NAME, log, settings);
  }

  /** Its first request opens connections; on a busy machine it is told to come again. */
  private static void answersAtOnce(RunningRiffle riffle, IngestProcess collector)
      throws IOException, InterruptedException {
    HttpDoor door =
        new HttpDoor(collector.url(), OwnProject.create(riffle, "first request").writeKey());
    String event = "{\"userId\":\"first\",\"event\":\"First\"}";
    Waiting.untilLoaded().until(() -> door.post("/v1/track", event).status() == 200);
  }

  private static Map<BrowserSdk, Reaction> to(Situation situation) {
    return Objects.requireNonNull(REACTIONS.get(situation));
  }

  /**
   * Everything, in the end. Amplitude's first browser SDK keeps what was refused until the next
   * event, or the next page.
   */
  private static void assertStoredOnceAfterAll(
      BrowserSdk sdk, Reaction reaction, SoftAssertions softly) {
    if (sdk == BrowserSdk.AMPLITUDE_JS) {
      softly.assertThat(reaction.rows()).as("rows of %s", sdk).isEqualTo(reaction.stored().size());
    } else {
      assertStoredOnce(sdk, reaction, EVERY, softly);
    }
  }

  private static void assertStoredOnce(
      BrowserSdk sdk, Reaction reaction, Set<Integer> numbers, SoftAssertions softly) {
    softly.assertThat(reaction.stored()).as("stored of %s", sdk).isEqualTo(numbers);
    softly.assertThat(reaction.rows()).as("rows of %s", sdk).isEqualTo(numbers.size());
  }

  private static Set<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().collect(Collectors.toCollection(TreeSet::new));
  }
}
