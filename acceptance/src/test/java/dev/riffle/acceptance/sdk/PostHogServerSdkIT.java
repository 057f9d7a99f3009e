package dev.riffle.acceptance.sdk;

import static dev.riffle.acceptance.sdk.StoredRecord.object;

import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.system.RunningRiffle;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code posthog-node}, with and without gzip. Asserted: each call is one row with its person,
 * device, session, time, uuid and typed properties; the properties of persons that events carry are
 * user properties and not the event's; page, screen, campaign, group and revenue have the common
 * names; asking for feature flags is answered with none.
 */
@ExtendWith({OneRiffle.class, SoftAssertionsExtension.class})
@Order(2)
class PostHogServerSdkIT {
  @ParameterizedTest(name = "without gzip: {0}")
  @ValueSource(strings = {"false", "true"})
  void storesWhatNodeTells(String withoutGzip, RunningRiffle riffle, SoftAssertions softly)
      throws Exception {
    Told told = Told.byNode(riffle, "posthog", "disableCompression", withoutGzip);

    StoredStory story = told.stored(riffle, 12);

    softly.assertThat(told.report().refused()).isEmpty();
    softly
        .assertThat(story.outline(told.from()))
        .containsExactly(
            "2 Song Played | alice@example.com | device-1",
            "now Trial Started | alice-before | -",
            "now Landing Seen | - | device-1",
            "now $identify | alice@example.com | device-1",
            "now Plan Chosen | alice@example.com | -",
            "now $group acme | alice@example.com | -",
            "now Board Opened | alice@example.com | -",
            "now Page Viewed | alice@example.com | -",
            "now Screen Viewed | alice@example.com | -",
            "now Order Completed | alice@example.com | -",
            "now $alias alice-before | alice@example.com | -",
            "now After Logout | - | device-2");
    told.assertPersons(story);
    told.assertMessages(riffle, story, softly);
    StoredRecord song = story.the("Song Played");
    softly.assertThat(song.properties()).isEqualTo(object(Scenario.SONG_STORED));
    softly.assertThat(song.session()).isEqualTo("session-1");
    softly.assertThat(song.library()).isEqualTo("posthog-node/5.70.0");
    softly
        .assertThat(story.userProperties("Plan Chosen"))
        .isEqualTo(
            object(
                """
                {"plan": "team", "newsletter": true, "interests": ["music", "art"],
                 "address.city": "Budapest", "firstSong": "First", "firstPlan": "team"}
                """));
    softly.assertThat(story.properties("Plan Chosen")).isEmpty();
    softly
        .assertThat(story.properties("$group"))
        .isEqualTo(object("{\"group.type\":\"org\",\"$set.employees\":50}"));
    softly
        .assertThat(story.properties("Board Opened"))
        .isEqualTo(object("{\"group.org\":\"acme\"}"));
    softly
        .assertThat(story.properties("Page Viewed"))
        .isEqualTo(
            object(
                """
                {"page.path": "/",
                 "page.url": "https://x.example/?utm_source=news&utm_campaign=c1",
                 "campaign.source": "news", "campaign.name": "c1"}
                """));
    softly
        .assertThat(story.properties("Screen Viewed"))
        .isEqualTo(object("{\"screen.name\":\"Main\"}"));
    softly
        .assertThat(story.properties("Order Completed"))
        .isEqualTo(object("{\"revenue\":19.98,\"currency\":\"USD\"}"));
  }
}
