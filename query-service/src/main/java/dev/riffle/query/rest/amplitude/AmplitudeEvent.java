package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The JSON of {@code e}, {@code e2}, {@code se} and {@code re}.
 *
 * @param type its name, or one that begins with an underscore and stands for several
 * @param conditions in our language; all are to be met
 */
record AmplitudeEvent(
    String parameter, String type, List<ObjectNode> conditions, List<AmplitudeProperty> groupBy) {
  private static final int GROUP_BY_MAX = 2;
  private static final Set<String> REVENUE =
      Set.of("revenue_amount", "verified_revenue", "unverified_revenue");

  static AmplitudeEvent read(String parameter, String text) {
    AmplitudeJson json =
        AmplitudeJson.object(parameter, AmplitudeJson.tree(parameter, text))
            .only("event_type", "filters", "group_by");
    String type = json.text("event_type");
    if (type.startsWith("ce:") || REVENUE.contains(type)) {
      throw AmplitudeParameters.notHere(
          parameter, "Custom events and events of revenue are not to be had; name a sent event.");
    }
    List<ObjectNode> conditions = new ArrayList<>();
    for (AmplitudeJson filter : json.objects("filters")) {
      filter.only("subprop_type", "subprop_key", "subprop_op", "subprop_value");
      conditions.add(
          AmplitudeCondition.compare(
              parameter,
              AmplitudeProperty.of(
                  parameter, filter.text("subprop_type"), filter.text("subprop_key")),
              filter.text("subprop_op"),
              filter.texts("subprop_value")));
    }
    List<AmplitudeProperty> groupBy = new ArrayList<>();
    for (AmplitudeJson group : json.objects("group_by")) {
      group.only("type", "value");
      groupBy.add(AmplitudeProperty.of(parameter, group.text("type"), group.text("value")));
    }
    if (groupBy.size() > GROUP_BY_MAX) {
      throw AmplitudeParameters.wrong(parameter, "group_by has at most " + GROUP_BY_MAX + ".");
    }
    return new AmplitudeEvent(parameter, type, conditions, groupBy);
  }

  /** Whether it stands for everything that a person does. */
  boolean isAny() {
    return type.equals("_active") || type.equals("_all");
  }

  /** As one event of a question that is about named ones. */
  ObjectNode named() {
    if (type.startsWith("_")) {
      throw AmplitudeParameters.notHere(parameter, "Name one event here; " + type + " is none.");
    }
    return where(JsonNodeFactory.instance.objectNode().put("event", type));
  }

  /** As the start or the return of a retention: by its name, or any. */
  ObjectNode namedOrAny() {
    return isAny() ? where(JsonNodeFactory.instance.objectNode()) : named();
  }

  void requireNoGroups() {
    if (!groupBy.isEmpty()) {
      throw AmplitudeParameters.notHere(parameter, "group_by cannot be used here; use g.");
    }
  }

  private ObjectNode where(ObjectNode event) {
    return writeAll(event, conditions);
  }

  /** Writes {@code where} when there is a condition at all. */
  static ObjectNode writeAll(ObjectNode node, List<ObjectNode> conditions) {
    if (!conditions.isEmpty()) {
      ArrayNode all = node.putObject("where").putArray("all");
      conditions.forEach(all::add);
    }
    return node;
  }
}
