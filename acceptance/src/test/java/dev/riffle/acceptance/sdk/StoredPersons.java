package dev.riffle.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.Waiting;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.OwnProject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose the query service says the events of a {@link Scenario} are. The user has what was sent
 * under its id and its previous one, and what the device did before the login; the device after the
 * logout is somebody else.
 */
final class StoredPersons {
  private final StoredStory story;
  private final HttpDoor query;
  private final String device;

  /**
   * Looks a story up.
   *
   * @param device on which the user logs in, as the story calls it
   */
  StoredPersons(StoredStory story, OwnProject project, String device) {
    this.story = story;
    this.query = project.query();
    this.device = device;
  }

  /** Waits until persons are resolved, and compares. */
  void assertRight() {
    Waiting.untilLoaded()
        .untilAsserted(() -> {
          assertThat(eventsOf(Scenario.USER, "user"))
              .containsExactlyInAnyOrderElementsOf(tracked(true));
          assertThat(person(Scenario.USER, "user")).isEqualTo("user " + Scenario.USER);
          if (story.records().stream().anyMatch(one -> one.user().equals(Scenario.PREVIOUS_USER))) {
            assertThat(person(Scenario.PREVIOUS_USER, "user")).isEqualTo("user " + Scenario.USER);
          }
        });
  }

  /** The same of devices, by the ids that were sent. */
  void assertDevicesRight(String ofUser, String afterLogout) {
    Waiting.untilLoaded()
        .untilAsserted(() -> {
          assertThat(person(ofUser, "device")).isEqualTo("user " + Scenario.USER);
          assertThat(person(afterLogout, "device")).isEqualTo("device " + afterLogout);
          assertThat(eventsOf(afterLogout, "device"))
              .containsExactlyInAnyOrderElementsOf(tracked(false));
        });
  }

  private List<String> tracked(boolean ofUser) {
    return story.records().stream()
        .filter(record -> record.kind().equals("track"))
        .filter(record -> ofUser == isOfUser(record))
        .map(StoredRecord::event)
        .toList();
  }

  private boolean isOfUser(StoredRecord record) {
    return !record.user().isEmpty() || record.device().equals(device);
  }

  private String person(String id, String kind) throws IOException, InterruptedException {
    JsonNode profile = get(id, "?kind=" + kind);
    return profile.path("kind").asText() + ' ' + profile.path("id").asText();
  }

  private List<String> eventsOf(String id, String kind) throws IOException, InterruptedException {
    List<String> events = new ArrayList<>();
    get(id, "/events?limit=1000&kind=" + kind)
        .path("events")
        .forEach(event -> events.add(event.path("event").asText()));
    return events;
  }

  private JsonNode get(String id, String rest) throws IOException, InterruptedException {
    HttpDoor.Reply reply =
        query.get("/api/v1/persons/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + rest);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }
}
