package dev.riffle.acceptance.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.acceptance.system.HttpDoor.Reply;
import java.io.IOException;
import java.util.UUID;

/**
 * A project of its own within a running Riffle, so that what is in it is what one test has sent.
 *
 * @param id its number, column {@code project}
 * @param ingest the ingest service with its write key
 * @param query the query service with its read key
 */
public record OwnProject(int id, HttpDoor ingest, HttpDoor query) {
  /**
   * Makes it, as its owner would over the API.
   *
   * @param label what its name begins with; the rest keeps it apart from all others
   */
  public static OwnProject create(RunningRiffle riffle, String label)
      throws IOException, InterruptedException {
    HttpDoor admin = riffle.query().withKey(riffle.secret("demo.admin-key"));
    int id =
        made(admin.post(
                "/api/v1/projects", "{\"name\":\"" + label + ' ' + UUID.randomUUID() + "\"}"))
            .path("id")
            .asInt();
    String keys = "/api/v1/projects/" + id + "/keys";
    String writeKey = made(admin.post(keys, "{\"scope\":\"write\"}")).path("key").asText();
    String readKey = made(admin.post(keys, "{\"scope\":\"read\"}")).path("key").asText();
    return new OwnProject(id, riffle.ingest().withKey(writeKey), riffle.query().withKey(readKey));
  }

  public String writeKey() {
    return ingest.key();
  }

  private static JsonNode made(Reply reply) throws IOException {
    if (reply.status() != 201) {
      throw new IllegalStateException("not made: " + reply.status() + ' ' + reply.body());
    }
    return reply.json();
  }
}
