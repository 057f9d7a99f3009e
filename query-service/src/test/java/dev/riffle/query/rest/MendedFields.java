package dev.riffle.query.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.rest.DoorRequests.Asked;
import dev.riffle.query.rest.DoorRequests.DoorField;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest body that a schema allows is often none that its door takes, because a field needs
 * another one beside it. What the door says is missing is put in, and what it says has no place is
 * taken out, so that the field in question gets as far as the engine.
 */
final class MendedFields {
  private static final int ROUNDS_MAX = 5;

  /** What is put in, by name. */
  private static final Map<String, JsonNode> MISSING =
      Map.ofEntries(
          text("within", "\"7d\""),
          text("last", "\"30d\""),
          text("after", "\"7d\""),
          text("name", "\"mended\""),
          text("values", "[\"a\"]"),
          text("op", "\"is\""),
          text("property", "\"plan\""),
          text("of", "\"Export Started\""),
          text("event", "\"Export Started\""),
          text("startEvent", "\"Export Started\""),
          text("returnEvent", "\"Export Completed\""),
          text("events", "[\"Export Started\"]"),
          text("steps", "[\"Export Started\", \"Export Completed\"]"),
          text("sequence", "[\"Export Started\", \"Export Completed\"]"),
          text("question", "{\"events\": [\"Export Started\"], \"last\": \"30d\"}"),
          text("by", "\"plan\""),
          text("atLeast", "1"),
          text("sum", "\"purchasedTier\""));

  /** An edit of a body: a value at a place, or nothing there any more. */
  private record Edit(JsonPointer at, Optional<JsonNode> value) {
    void apply(JsonNode body) {
      if (body.at(at.head()) instanceof ObjectNode parent) {
        String name = at.last().getMatchingProperty();
        value.ifPresentOrElse(present -> parent.set(name, present), () -> parent.remove(name));
      }
    }
  }

  private final DoorRequests requests;

  MendedFields(DoorRequests requests) {
    this.requests = requests;
  }

  /** The field in a body that its door takes with a harmless name, if one is found. */
  DoorField mended(DoorField field) {
    if (!field.name().startsWith("/")) {
      return field;
    }
    List<Edit> edits = new ArrayList<>();
    for (int round = 0; round < ROUNDS_MAX; round++) {
      DoorField tried = edited(field, List.copyOf(edits));
      HttpResponse<String> reply = requests.send(tried.with().apply(RequestFields.HARMLESS));
      requests.unmake(field.door(), reply);
      if (reply.statusCode() != 400) {
        return tried;
      }
      Optional<List<Edit>> more = edits(field, DoorRequests.tree(reply.body()).path("errors"));
      if (more.isEmpty()) {
        return field;
      }
      edits.addAll(more.get());
    }
    return field;
  }

  private static DoorField edited(DoorField field, List<Edit> edits) {
    return new DoorField(
        field.door(),
        field.name(),
        text -> {
          Asked asked = field.with().apply(text);
          JsonNode body = DoorRequests.tree(asked.body().orElseThrow());
          edits.forEach(edit -> edit.apply(body));
          return new Asked(
              asked.door(), asked.address(), Optional.of(body.toString()), asked.headers());
        });
  }

  /** Empty when a fault is of another kind, or of the field in question. */
  private static Optional<List<Edit>> edits(DoorField field, JsonNode errors) {
    List<Edit> edits = new ArrayList<>();
    for (JsonNode error : errors) {
      String pointer = error.path("pointer").asText();
      if (field.name().startsWith(pointer) || !pointer.startsWith("/")) {
        return Optional.empty();
      }
      JsonPointer at = JsonPointer.compile(pointer);
      JsonNode missing = MISSING.get(at.last().getMatchingProperty());
      switch (error.path("code").asText()) {
        case "unknown-field" -> edits.add(new Edit(at, Optional.empty()));
        case "missing", "out-of-bounds" -> {
          if (missing == null) {
            return Optional.empty();
          }
          edits.add(new Edit(at, Optional.of(missing)));
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return edits.isEmpty() ? Optional.empty() : Optional.of(edits);
  }

  private static Map.Entry<String, JsonNode> text(String name, String json) {
    return Map.entry(name, DoorRequests.tree(json));
  }
}
