package dev.riffle.acceptance.sdk;

import static dev.riffle.acceptance.sdk.StoredRecord.object;

import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.system.RunningRiffle;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server SDKs of Segment and RudderStack, which have the same calls. Asserted for each: every
 * call is one row with its person, device, time, message id and typed properties; traits are user
 * properties of what follows and those of a group are not; page, screen, campaign, group and
 * revenue have the common names, so that the rows are the same whichever SDK sent them.
 */
@ExtendWith({OneRiffle.class, SoftAssertionsExtension.class})
@Order(2)
class SegmentAndRudderServerSdkIT {
  enum Sdk {
    SEGMENT_NODE("@segment/analytics-node/3.1.0") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byNode(riffle, "segment");
      }
    },
    SEGMENT_JAVA("analytics-java/3.5.4") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byJava(riffle, "segment-java", SegmentJava::tell);
      }
    },
    RUDDER_NODE("analytics-node/3.0.13") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byNode(riffle, "rudder");
      }
    },
    RUDDER_NODE_WITHOUT_GZIP("analytics-node/3.0.13") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byNode(riffle, "rudder", "gzip", "false");
      }
    },
    RUDDER_JAVA("analytics-java/3.1.2") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byJava(riffle, "rudder-java", RudderJava::tell);
      }
    };

    private final String library;

    Sdk(String library) {
      this.library = library;
    }

    abstract Told tell(RunningRiffle riffle) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void storesWhatItTells(Sdk sdk, RunningRiffle riffle, SoftAssertions softly) throws Exception {
    Told told = sdk.tell(riffle);

    StoredStory story = told.stored(riffle, 11);

    softly.assertThat(told.report().refused()).isEmpty();
    softly.assertThat(told.report().accepted()).isEqualTo(11);
    softly
        .assertThat(story.outline(told.from()))
        .containsExactly(
            "-1 Trial Started | alice-before | -",
            "0 Landing Seen | - | device-1",
            "1 $identify | alice@example.com | device-1",
            "2 Song Played | alice@example.com | device-1",
            "3 $group acme | alice@example.com | device-1",
            "4 Board Opened | alice@example.com | device-1",
            "5 Page Viewed | alice@example.com | device-1",
            "6 Screen Viewed | alice@example.com | device-1",
            "7 Order Completed | alice@example.com | device-1",
            "8 $alias alice-before | alice@example.com | -",
            "9 After Logout | - | device-2");
    told.assertPersons(story);
    told.assertMessages(riffle, story, softly);
    softly.assertThat(story.the("Song Played").library()).isEqualTo(sdk.library);
    softly.assertThat(story.properties("Song Played")).isEqualTo(object(Scenario.SONG_STORED));
    softly.assertThat(story.userProperties("Landing Seen")).isEmpty();
    softly
        .assertThat(story.userProperties("Song Played"))
        .isEqualTo(object(Scenario.TRAITS_STORED));
    softly
        .assertThat(story.properties("$group"))
        .isEqualTo(object("{\"group.type\":\"group\",\"$set.employees\":50}"));
    softly
        .assertThat(story.userProperties("Order Completed"))
        .as("a group's traits are not the user's")
        .isEqualTo(object(Scenario.TRAITS_STORED));
    softly
        .assertThat(story.properties("Board Opened"))
        .isEqualTo(object("{\"group.group\":\"acme\"}"));
    softly
        .assertThat(story.properties("Page Viewed"))
        .isEqualTo(
            object(
                """
                {"name": "Home", "category": "Docs", "page.path": "/", "page.title": "Home",
                 "page.url": "https://x.example/?utm_source=news&utm_campaign=c1",
                 "campaign.source": "news", "campaign.name": "c1"}
                """));
    softly
        .assertThat(story.properties("Screen Viewed"))
        .isEqualTo(object("{\"screen.name\":\"Main\",\"variation\":\"blue\"}"));
    softly
        .assertThat(story.properties("Order Completed"))
        .isEqualTo(object("{\"revenue\":19.98,\"currency\":\"USD\"}"));
  }
}
