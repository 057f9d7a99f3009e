package dev.riffle.acceptance.sdk.reaction;

import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.sdk.AmplitudeJava;
import dev.riffle.acceptance.sdk.NodePrograms;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.event.EventTopic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each server SDK makes of a reply that is no success, with its own settings for retries and
 * replies of the real service. Asserted for each: the reply came; what the SDK reports as delivered
 * is stored; nothing is stored twice, though the SDK sent it again; and after a reply that asks to
 * come again everything is stored.
 */
@ExtendWith({OneRiffle.class, SoftAssertionsExtension.class})
@Order(3)
class SdkReactionIT {
  private static final Set<ServerSdk> ALL = EnumSet.allOf(ServerSdk.class);
  private static final int COUNT = 20;
  private static final int BATCH = 10;

  /** Of the first batch, in its second half. */
  private static final int ODD = 7;

  /** Beyond the time that the service waits for Kafka, and below that in which SDKs give up. */
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  @Test
  void waitsWhenItsKeySendsMoreThanItsRate(
      RunningRiffle riffle, SoftAssertions softly, @TempDir Path folder) throws Exception {
    Map<String, String> limits =
        Map.of(
            "RIFFLE_COLLECT_RATE_EVENTS_PER_SECOND",
            "2",
            "RIFFLE_COLLECT_RATE_BURST",
            Integer.toString(BATCH));
    Map<ServerSdk, Reaction> reactions;
    try (IngestProcess slow =
        IngestProcess.start(
            riffle, "collect", EventTopic.NAME, folder.resolve("slow.log"), limits)) {
      reactions = all(riffle, Burst.of(COUNT, BATCH), ALL, WatchedDoor.before(slow.url()));
    }

    reactions.forEach((sdk, reaction) -> {
      // PostHog's browser library drops what gets a 429, so its door says 503
      int comeAgain = sdk == ServerSdk.POSTHOG_NODE ? 503 : 429;
      softly.assertThat(reaction.statuses()).as("replies to %s", sdk).contains(comeAgain, 200);
      assertStoredOnce(sdk, reaction, numbersTo(COUNT), softly);
    });
  }

  @Test
  void sendsAgainWhatAnOutageOfKafkaRefused(RunningRiffle riffle, SoftAssertions softly)
      throws Exception {
    Map<ServerSdk, Reaction> reactions;
    try (KafkaOutage outage = KafkaOutage.of(OUTAGE, riffle)) {
      URI url = riffle.ingestUrl();
      reactions = all(riffle, Burst.of(COUNT, BATCH), ALL, WatchedDoor.before(url));
    }

    reactions.forEach((sdk, reaction) -> {
      softly.assertThat(reaction.statuses()).as("replies to %s", sdk).contains(503, 200);
      assertStoredOnce(sdk, reaction, numbersTo(COUNT), softly);
    });
  }

  @Test
  void isStoredOnceThoughItsRepliesWereLost(RunningRiffle riffle, SoftAssertions softly)
      throws Exception {
    URI url = riffle.ingestUrl();

    Map<ServerSdk, Reaction> reactions =
        all(riffle, Burst.of(COUNT, BATCH), ALL, WatchedDoor.losing(1, url));

    reactions.forEach((sdk, reaction) -> {
      softly.assertThat(reaction.statuses()).as("replies to %s", sdk).containsOnly(200);
      assertStoredOnce(sdk, reaction, numbersTo(COUNT), softly);
    });
  }

  /** Event 7 is too large, and so is whatever request it is in. */
  @Test
  void losesNoMoreToWhatIsTooLargeThanItDropsItself(
      RunningRiffle riffle, SoftAssertions softly, @TempDir Path folder) throws Exception {
    Burst oneLarge = new Burst(COUNT, BATCH, ODD, Oddity.MANY_TEXTS, 3);
    Map<ServerSdk, Reaction> reactions;
    try (IngestProcess small =
        IngestProcess.start(
            riffle, "collect", EventTopic.NAME, folder.resolve("small.log"), Oddity.SMALL_BODIES)) {
      reactions = all(riffle, oneLarge, ALL, WatchedDoor.before(small.url()));
    }

    reactions.forEach((sdk, reaction) -> {
      Set<Integer> kept = numbersTo(COUNT);
      kept.removeAll(droppedAsTooLarge(sdk));
      softly.assertThat(reaction.statuses()).as("replies to %s", sdk).contains(413, 200);
      assertStoredOnce(sdk, reaction, kept, softly);
      if (sdk != ServerSdk.POSTHOG_NODE) {
        softly.assertThat(reaction.acknowledged()).as("%s knows", sdk).isEqualTo(kept);
      }
    });
  }

  private static Set<Integer> droppedAsTooLarge(ServerSdk sdk) {
    return switch (sdk) {
      // halve what they send, until the large one is alone
      case AMPLITUDE_NODE, POSTHOG_NODE -> Set.of(ODD);
      // send each event by itself
      case MIXPANEL_NODE, MIXPANEL_JAVA -> Set.of(ODD);
      // drop what they sent with it
      case SEGMENT_NODE, SEGMENT_JAVA, RUDDER_JAVA -> numbers(1, BATCH);
      // the same, but its first event goes alone
      case RUDDER_NODE -> numbers(2, BATCH + 1);
      // sends all again, then drops the second half and sends the first
      case AMPLITUDE_JAVA -> numbers(BATCH / 2 + 1, BATCH);
    };
  }

  /**
   * Event 7 has a text longer than may be, or nobody's id; the others are stored, and no SDK tries
   * for ever.
   */
  @Test
  void losesNoGoodEventToABadOne(RunningRiffle riffle, SoftAssertions softly) throws Exception {
    Burst oneBad = new Burst(COUNT, BATCH, ODD, Oddity.LONG_TEXT, 3);
    Set<Integer> good = new TreeSet<>(numbersTo(COUNT));
    good.remove(ODD);
    URI url = riffle.ingestUrl();

    Map<ServerSdk, Reaction> reactions = all(riffle, oneBad, ALL, WatchedDoor.before(url));

    reactions.forEach((sdk, reaction) -> {
      softly.assertThat(reaction.stored()).as("stored of %s", sdk).isEqualTo(good);
      softly.assertThat(reaction.rows()).as("rows of %s", sdk).isEqualTo(good.size());
    });
    for (ServerSdk sdk : List.of(ServerSdk.AMPLITUDE_NODE, ServerSdk.AMPLITUDE_JAVA)) {
      Reaction amplitude = of(reactions, sdk);
      softly.assertThat(amplitude.statuses()).as("replies to %s", sdk).contains(400, 200);
      softly.assertThat(amplitude.acknowledged()).as("%s knows", sdk).isEqualTo(good);
    }
  }

  private static void assertStoredOnce(
      ServerSdk sdk, Reaction reaction, Set<Integer> numbers, SoftAssertions softly) {
    softly.assertThat(reaction.stored()).as("stored of %s", sdk).isEqualTo(numbers);
    softly.assertThat(reaction.rows()).as("rows of %s", sdk).isEqualTo(numbers.size());
    softly.assertThat(numbers).as("acknowledged to %s", sdk).containsAll(reaction.acknowledged());
  }

  /** Gives the burst to all at the same time, each with a project and a proxy of its own. */
  private static Map<ServerSdk, Reaction> all(
      RunningRiffle riffle, Burst burst, Set<ServerSdk> sdks, WatchedDoor.Opening door)
      throws Exception {
    NodePrograms programs = NodePrograms.install(riffle.repository());
    SSLContext certificate = OwnCertificate.of(riffle.trustStore().resolveSibling("."));
    AmplitudeJava.trust(riffle.trustStore());
    Map<ServerSdk, Future<Reaction>> running = new EnumMap<>(ServerSdk.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ServerSdk sdk : sdks) {
        OwnProject project = OwnProject.create(riffle, sdk.name());
        running.put(
            sdk,
            threads.submit(() -> {
              Optional<SSLContext> tls =
                  sdk.speaksHttpsOnly() ? Optional.of(certificate) : Optional.empty();
              try (WatchedDoor watched = door.open(tls)) {
                Set<Integer> acknowledged =
                    sdk.send(programs, watched.url(), project.writeKey(), burst);
                List<Integer> stored = StoredNumbers.of(riffle, project);
                return new Reaction(
                    acknowledged, watched.statuses(), stored.size(), new TreeSet<>(stored));
              }
            }));
      }
    }
    Map<ServerSdk, Reaction> reactions = new EnumMap<>(ServerSdk.class);
    for (Map.Entry<ServerSdk, Future<Reaction>> one : running.entrySet()) {
      reactions.put(one.getKey(), one.getValue().get());
    }
    return reactions;
  }

  private static Reaction of(Map<ServerSdk, Reaction> reactions, ServerSdk sdk) {
    return Objects.requireNonNull(reactions.get(sdk));
  }

  private static Set<Integer> numbersTo(int last) {
    return numbers(1, last);
  }

  private static Set<Integer> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
