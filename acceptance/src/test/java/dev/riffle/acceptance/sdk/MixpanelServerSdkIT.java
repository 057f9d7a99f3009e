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
 * The server SDKs of Mixpanel; that for Node with short and with verbose replies. Asserted: each
 * call is one row with its person, device, time and typed properties; every operation on a profile
 * has had its effect on the events after it; a group's properties are not the user's; the import
 * address takes what track takes.
 */
@ExtendWith({OneRiffle.class, SoftAssertionsExtension.class})
@Order(2)
class MixpanelServerSdkIT {
  enum Sdk {
    NODE("mixpanel-node/0.24.0") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byNode(riffle, "mixpanel", "verbose", "false");
      }
    },
    NODE_VERBOSE("mixpanel-node/0.24.0") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byNode(riffle, "mixpanel", "verbose", "true");
      }
    },
    JAVA("mixpanel-java") {
      @Override
      Told tell(RunningRiffle riffle) throws Exception {
        return Told.byJava(riffle, "mixpanel-java", MixpanelJava::tell);
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

    StoredStory story = told.stored(riffle, 20);

    softly.assertThat(told.report().refused()).isEmpty();
    softly
        .assertThat(story.outline(told.from()))
        .containsExactly(
            "-1 Trial Started | alice-before | -",
            "0 Landing Seen | - | device-1",
            "1 $identify | alice@example.com | -",
            "2 Song Played | alice@example.com | device-1",
            "3 $identify | alice@example.com | -",
            "4 $identify | alice@example.com | -",
            "5 $identify | alice@example.com | -",
            "6 $identify | alice@example.com | -",
            "7 $identify | alice@example.com | -",
            "8 $identify | alice@example.com | -",
            "9 $identify | alice@example.com | -",
            "10 Operations Done | alice@example.com | device-1",
            "11 $group acme | - | $org_acme",
            "12 Board Opened | alice@example.com | device-1",
            "13 Imported | alice@example.com | device-1",
            "14 After Logout | - | device-2",
            "15 Batched | alice@example.com | device-1",
            "16 Batched | alice@example.com | device-1",
            "17 $identify | alice@example.com | -",
            "now $alias alice-before | alice@example.com | -");
    told.assertPersons(story);
    StoredRecord song = story.the("Song Played");
    softly.assertThat(song.properties()).isEqualTo(object(Scenario.SONG_STORED));
    softly.assertThat(song.userProperties()).isEqualTo(object(Scenario.TRAITS_STORED));
    softly.assertThat(song.library()).isEqualTo(sdk.library);
    softly
        .assertThat(story.userProperties("Operations Done"))
        .isEqualTo(
            object(
                """
                {"plan": "pro", "newsletter": true, "interests": ["music", "art"],
                 "address.city": "Budapest", "firstSong": "First", "songs": 2,
                 "played": ["c", "d"]}
                """));
    softly
        .assertThat(story.properties("$group"))
        .isEqualTo(object("{\"group.type\":\"org\",\"$set.employees\":50}"));
    softly.assertThat(story.properties("Imported")).isEqualTo(object("{\"revenue\":19.98}"));
    softly.assertThat(story.userProperties("$alias")).as("after the profile was deleted").isEmpty();
  }
}
