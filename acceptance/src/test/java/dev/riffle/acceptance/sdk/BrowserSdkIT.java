package dev.riffle.acceptance.sdk;

import static dev.riffle.acceptance.sdk.StoredRecord.object;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.system.RunningRiffle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The browser SDKs, each on a page of its own in headless Chromium; where there is none these tests
 * are skipped. Asserted for each: every call and what the SDK tells by itself (page views,
 * sessions, beacons when the page is left) is one row with its person, its device before and after
 * the logout and the properties; page, campaign and browser have the same names and values
 * whichever SDK sent them; no request failed in the browser.
 */
@ExtendWith({OneRiffle.class, SoftAssertionsExtension.class})
@Order(2)
class BrowserSdkIT {
  private static final Map<BrowserPage, BrowserPage.Visit> VISITS =
      new EnumMap<>(BrowserPage.class);

  @BeforeAll
  static void openAllPages(RunningRiffle riffle) throws Exception {
    assumeTrue(
        Chromium.isInstalled(),
        "no Chromium: install it (Debian: apt-get install chromium) or set RIFFLE_CHROMIUM");
    VISITS.putAll(BrowserPage.visitAll(riffle));
  }

  @ParameterizedTest
  @EnumSource
  void storesWhatItTells(BrowserPage page, RunningRiffle riffle, SoftAssertions softly)
      throws Exception {
    BrowserPage.Visit visit = Objects.requireNonNull(VISITS.get(page));

    StoredStory story = visit.stored(riffle, page.rows().size());

    softly.assertThat(visit.report().refused()).isEmpty();
    softly.assertThat(visit.failedPosts()).isEmpty();
    softly.assertThat(story.outline()).containsExactlyInAnyOrderElementsOf(page.rows());
    visit.assertPersons(story);
    ObjectNode song = story.properties("Song Played");
    ObjectNode sent = object(Scenario.SONG_STORED);
    softly.assertThat(song.deepCopy().retain(names(sent))).isEqualTo(sent);
    softly.assertThat(story.the("Song Played").library()).isEqualTo(page.library());
    ObjectNode landing = story.properties("Landing Seen");
    softly
        .assertThat(landing.deepCopy().retain(names(page.context(visit))))
        .isEqualTo(page.context(visit));
    ObjectNode order = story.properties(page.order());
    softly.assertThat(order.path("revenue").asDouble()).isEqualTo(19.98);
    ObjectNode user = story.userProperties(page.order());
    softly
        .assertThat(user.deepCopy().retain(names(page.userProperties())))
        .isEqualTo(page.userProperties());
    softly.assertThat(story.properties("$group").path("$set.employees").asInt()).isEqualTo(50);
    softly.assertThat(story.userProperties("After Logout").has("plan")).isFalse();
  }

  private static List<String> names(ObjectNode properties) {
    return Stream.generate(properties.fieldNames()::next).limit(properties.size()).toList();
  }
}
