package dev.riffle.acceptance.sdk.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.sdk.Chromium;
import dev.riffle.acceptance.sdk.NodePrograms;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.event.EventTopic;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(Chromium.isInstalled(), "no Chromium");
  }

  @Test
  void isStoredOnceThoughAReplyWasLost(RunningRiffle riffle, SoftAssertions softly)
      throws Exception {
    Map<BrowserSdk, Reaction> reactions =
        visit(riffle, WatchedDoor.losing(1, riffle.ingestUrl()), 0);

    reactions.forEach((sdk, reaction) -> {
      softly.assertThat(reaction.statuses()).as("replies to %s", sdk).containsOnly(200);
      assertStoredOnce(sdk, reaction, EVERY, softly);
    });
  }

  /**
   * Amplitude's first browser SDK keeps what was refused until the next event, or the next page.
   */
  @Test
  void waitsWhenItsKeySendsMoreThanItsRate(
      RunningRiffle riffle, SoftAssertions softly, @TempDir Path folder) throws Exception {
    Map<String, String> limits =
        Map.of(
            "RIFFLE_COLLECT_RATE_EVENTS_PER_SECOND",
            "1",
            "RIFFLE_COLLECT_RATE_BURST",
            Integer.toString(BrowserSdk.WAVE));
    Map<BrowserSdk, Reaction> reactions;
    try (IngestProcess slow =
        IngestProcess.start(
            riffle, "collect", EventTopic.NAME, folder.resolve("slow.log"), limits)) {
      reactions = visit(riffle, WatchedDoor.before(slow.url()), 0);
    }

    reactions.forEach((sdk, reaction) -> {
      int comeAgain = sdk == BrowserSdk.POSTHOG ? 503 : 429;
      softly.assertThat(reaction.statuses()).as("replies to %s", sdk).contains(comeAgain, 200);
      if (sdk == BrowserSdk.AMPLITUDE_JS) {
        softly
            .assertThat(reaction.rows())
            .as("rows of %s", sdk)
            .isEqualTo(reaction.stored().size());
      } else {
        assertStoredOnce(sdk, reaction, EVERY, softly);
      }
    });
  }

  @Test
  void losesNoGoodEventToABadOne(RunningRiffle riffle, SoftAssertions softly) throws Exception {
    int bad = 3;
    Set<Integer> good = new TreeSet<>(EVERY);
    good.remove(bad);

    Map<BrowserSdk, Reaction> reactions =
        visit(riffle, WatchedDoor.before(riffle.ingestUrl()), bad);

    reactions.forEach((sdk, reaction) ->
        assertStoredOnce(sdk, reaction, sdk.cutsLongTexts() ? EVERY : good, softly));
  }

  private static void assertStoredOnce(
      BrowserSdk sdk, Reaction reaction, Set<Integer> numbers, SoftAssertions softly) {
    softly.assertThat(reaction.stored()).as("stored of %s", sdk).isEqualTo(numbers);
    softly.assertThat(reaction.rows()).as("rows of %s", sdk).isEqualTo(numbers.size());
  }

  /** Opens all pages at the same time, each with a project and a proxy of its own. */
  private static Map<BrowserSdk, Reaction> visit(
      RunningRiffle riffle, WatchedDoor.Opening opening, int longTextOf) throws Exception {
    Map<BrowserSdk, OwnProject> projects = new EnumMap<>(BrowserSdk.class);
    Map<BrowserSdk, WatchedDoor> doors = new EnumMap<>(BrowserSdk.class);
    Map<BrowserSdk, BrowserSdk.Target> targets = new EnumMap<>(BrowserSdk.class);
    Map<BrowserSdk, Reaction> reactions = new EnumMap<>(BrowserSdk.class);
    try {
      for (BrowserSdk sdk : BrowserSdk.values()) {
        OwnProject project = OwnProject.create(riffle, sdk.name());
        WatchedDoor door = opening.open(Optional.empty());
        URI url = door.url();
        projects.put(sdk, project);
        doors.put(sdk, door);
        targets.put(sdk, new BrowserSdk.Target(url, project.writeKey()));
      }
      BrowserSdk.visit(NodePrograms.install(riffle.repository()), targets, longTextOf);
      for (BrowserSdk sdk : BrowserSdk.values()) {
        List<Integer> stored = StoredNumbers.of(riffle, Objects.requireNonNull(projects.get(sdk)));
        List<Integer> statuses = Objects.requireNonNull(doors.get(sdk)).statuses();
        // what became of it is told whether the test passes or not
        System.out.printf("%s: replies %s, stored %s%n", sdk, statuses, stored);
        reactions.put(sdk, new Reaction(Set.of(), statuses, stored.size(), new TreeSet<>(stored)));
      }
    } finally {
      doors.values().forEach(WatchedDoor::close);
    }
    assertThat(reactions).hasSize(BrowserSdk.values().length);
    return reactions;
  }

  private static Set<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().collect(Collectors.toCollection(TreeSet::new));
  }
}
