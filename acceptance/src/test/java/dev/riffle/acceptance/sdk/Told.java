package dev.riffle.acceptance.sdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/**
 * A scenario that an SDK has told to a project of its own.
 *
 * @param from the time of its first step; see scenario.mjs
 */
record Told(OwnProject project, Instant from, Report report) {
  private static final Duration SCENARIO_TIMEOUT = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A driver that is written in Java. */
  @FunctionalInterface
  interface JavaDriver {
    Report tell(OwnProject project, Instant from) throws Exception;
  }

  static Told byJava(RunningRiffle riffle, String label, JavaDriver driver) throws Exception {
    OwnProject project = OwnProject.create(riffle, label);
    Instant from = yesterday();
    return new Told(project, from, driver.tell(project, from));
  }

  /**
   * Lets an SDK for Node tell it.
   *
   * @param driver a file of src/test/sdk/node/server, without its ending
   * @param options names and values as JSON, in turns
   */
  static Told byNode(RunningRiffle riffle, String driver, String... options)
      throws IOException, InterruptedException {
    OwnProject project = OwnProject.create(riffle, driver + "-node");
    Instant from = yesterday();
    ObjectNode settings = JSON.createObjectNode();
    settings.put("url", project.ingest().url().toString());
    settings.put("key", project.writeKey());
    settings.put("at", from.toEpochMilli());
    for (int i = 0; i < options.length; i += 2) {
      settings.set(options[i], JSON.readTree(options[i + 1]));
    }
    NodePrograms programs = NodePrograms.install(riffle.repository());
    return new Told(
        project,
        from,
        Report.of(
            programs.drive(
                SCENARIO_TIMEOUT, "drive.mjs", driver, "scenario", settings.toString())));
  }

  /** A day ago, so that it differs from the time of receipt by more than a clock may. */
  static Instant yesterday() {
    return Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Each row has the message id that the SDK gave it, as far as that is known. */
  void assertMessages(RunningRiffle riffle, StoredStory story, SoftAssertions softly)
      throws IOException, InterruptedException {
    softly
        .assertThat(story.the("Song Played").message())
        .isEqualTo(StoredStory.hashes(riffle, List.of(Scenario.SONG_MESSAGE)).getFirst());
    softly.assertThat(story.messages()).doesNotHaveDuplicates().doesNotContain("0");
    if (!report.messages().isEmpty()) {
      softly
          .assertThat(story.messages())
          .containsExactlyInAnyOrderElementsOf(StoredStory.hashes(riffle, report.messages()));
    }
  }

  /** Each event is the right person's, by whatever id it is looked up. */
  void assertPersons(StoredStory story) {
    StoredPersons persons = new StoredPersons(story, project, Scenario.DEVICE);
    persons.assertRight();
    persons.assertDevicesRight(Scenario.DEVICE, Scenario.DEVICE_AFTER_LOGOUT);
  }

  StoredStory stored(RunningRiffle riffle, int rows) throws IOException, InterruptedException {
    return StoredStory.of(riffle, project, rows);
  }
}
