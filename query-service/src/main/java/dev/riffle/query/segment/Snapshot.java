package dev.riffle.query.segment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Who was in a population at an instant, by the ids that persons are named by: a population of its
 * own, which does not change any more.
 *
 * @param users ids of users
 * @param devices ids of devices, of persons that are no users
 */
public record Snapshot(Instant asOf, List<String> users, List<String> devices) {
  /**
   * Most bytes of its JSON. Engines refuse a parameter with more than 131,072 ({@code
   * http_max_field_value_size}), and a question is no longer than 262,144 characters.
   */
  static final int BYTES_MAX = 120_000;

  public Snapshot {
    users = List.copyOf(users);
    devices = List.copyOf(devices);
  }

  public int persons() {
    return users.size() + devices.size();
  }

  int bytes() {
    return population().getBytes(StandardCharsets.UTF_8).length;
  }

  /** As JSON. */
  public String population() {
    ObjectNode population = JsonNodeFactory.instance.objectNode();
    write(population, "users", users);
    write(population, "devices", devices);
    return population.toString();
  }

  private static void write(ObjectNode population, String field, List<String> ids) {
    if (!ids.isEmpty()) {
      ids.forEach(population.withArray(field)::add);
    }
  }
}
