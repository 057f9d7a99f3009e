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
 * Amplitude's server SDKs by both of their addresses; that for Java by https. Asserted: each call
 * is one row with its person, device, time, message id, session and typed properties; every user
 * property operation has had its effect on the events after it; groups and revenue have the common
 * names.
 */
@ExtendWith({OneRiffle.class, SoftAssertionsExtension.class})
@Order(2)
class AmplitudeServerSdkIT {
  enum Sdk {
    NODE("amplitude-node-ts/1.5.73") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byNode(riffle, "amplitude", "path", "\"/2/httpapi\"");
      }
    },
    NODE_TO_BATCH("amplitude-node-ts/1.5.73") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byNode(riffle, "amplitude", "path", "\"/batch\"");
      }
    },
    JAVA("amplitude-java/1.13.0") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return byJava(riffle, "/2/httpapi");
      }
    },
    JAVA_TO_BATCH("amplitude-java/1.13.0") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return byJava(riffle, "/batch");
      }
    };

    private final String library;

    Sdk(String library) {
      this.library = library;
    }

    abstract Told tell(RunningRiffle riffle) throws Exception;

    private static Told byJava(RunningRiffle riffle, String path) throws Exception {
      AmplitudeJava.trust(riffle.trustStore());
      return Told.byJava(
          riffle,
          "amplitude-java",
          (project, from) ->
              new AmplitudeJava(riffle.ingestTlsUrl().resolve(path), project.writeKey())
                  .tell(from));
    }
  }

  @ParameterizedTest
  @EnumSource
  void storesWhatItTells(Sdk sdk, RunningRiffle riffle, SoftAssertions softly) throws Exception {
    Told told = sdk.tell(riffle);

    StoredStory story = told.stored(riffle, 13);

    softly.assertThat(told.report().refused()).isEmpty();
    softly.assertThat(told.report().accepted()).isEqualTo(13);
    softly
        .assertThat(story.outline(told.from()))
        .containsExactly(
            "0 Landing Seen | - | device-1",
            "1 $identify | alice@example.com | device-1",
            "2 Song Played | alice@example.com | device-1",
            "3 $identify | alice@example.com | device-1",
            "4 $identify | alice@example.com | device-1",
            "5 Operations Done | alice@example.com | device-1",
            "6 $identify | alice@example.com | device-1",
            "7 $group acme | alice@example.com | device-1",
            "8 Board Opened | alice@example.com | device-1",
            "9 revenue_amount | alice@example.com | device-1",
            "10 $identify | alice@example.com | device-1",
            "11 All Cleared | alice@example.com | device-1",
            "12 After Logout | - | device-2");
    told.assertPersons(story);
    told.assertMessages(riffle, story, softly);
    softly.assertThat(story.properties("Song Played")).isEqualTo(object(Scenario.SONG_STORED));
    softly
        .assertThat(story.userProperties("Song Played"))
        .isEqualTo(object(Scenario.TRAITS_STORED));
    softly
        .assertThat(story.the("Song Played").session())
        .isEqualTo(Long.toString(told.from().toEpochMilli()));
    softly.assertThat(story.the("Song Played").library()).isEqualTo(sdk.library);
    softly.assertThat(story.userProperties("Landing Seen")).isEmpty();
    softly
        .assertThat(story.userProperties("Operations Done"))
        .isEqualTo(
            object(
                """
                {"plan": "pro", "newsletter": true, "interests": ["music"],
                 "address.city": "Budapest", "firstSong": "First", "songs": 1.5,
                 "played": ["b", "c", "d"], "recent": ["w", "x"], "early": ["l", "m"],
                 "late": ["n", "o", "p"]}
                """));
    softly
        .assertThat(story.properties("$group"))
        .isEqualTo(object("{\"group.type\":\"org\",\"$set.employees\":50}"));
    softly
        .assertThat(story.properties("Board Opened"))
        .isEqualTo(object("{\"group.org\":\"acme\"}"));
    softly
        .assertThat(story.userProperties("Board Opened").path("group.org").asText())
        .isEqualTo("acme");
    softly
        .assertThat(story.properties("revenue_amount"))
        .isEqualTo(
            object(
                """
                {"revenue": 19.98, "price": 9.99, "quantity": 2, "productId": "sku-1",
                 "revenueType": "purchase"}
                """));
    softly.assertThat(story.userProperties("All Cleared")).isEmpty();
  }
}
