package dev.riffle.ingest.collect.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The doors at one path, of which the request's body chooses one.
 *
 * @param doors at least one; the first answers for what none of them recognises
 */
public record DoorsAtPath(String path, List<Door> doors) {
  public DoorsAtPath {
    doors = List.copyOf(doors);
    if (doors.isEmpty()) {
      throw new IllegalArgumentException("no door at " + path);
    }
  }

  /**
   * Gathers the doors by path, in their order.
   *
   * @param paths of a door that are meant: those for a POST, or those for a GET
   */
  public static List<DoorsAtPath> of(List<Door> doors, Function<Door, List<String>> paths) {
    Map<String, List<Door>> byPath = new LinkedHashMap<>();
    for (Door door : doors) {
      for (String path : paths.apply(door)) {
        byPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(door);
      }
    }
    return byPath.entrySet().stream()
        .map(entry -> new DoorsAtPath(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The door that answers as long as the body is not known. */
  public Door first() {
    return doors.getFirst();
  }

  public Door choose(ReceivedRequest request) {
    if (doors.size() > 1) {
      for (Door door : doors) {
        if (door.recognises(request)) {
          return door;
        }
      }
    }
    return first();
  }
}
