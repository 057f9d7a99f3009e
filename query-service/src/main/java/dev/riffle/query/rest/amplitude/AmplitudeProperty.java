package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeSet;

/**
 * A property by Amplitude's name. What its libraries send beside the user's own properties, such as
 * the country, are properties of the event at Riffle, under the names that are the same for every
 * vendor's library (docs/sdks.md, "Names").
 *
 * @param of {@code event} or {@code user}
 */
record AmplitudeProperty(String name, String of) {
  private static final String CUSTOM = "gp:";

  private static final Map<String, String> BUILT_IN =
      Map.of(
          "version", "app.version",
          "country", "geo.country",
          "city", "geo.city",
          "region", "geo.region",
          "DMA", "dma",
          "language", "locale",
          "platform", "platform",
          "os", "os.name",
          "device", "device.model",
          "device_type", "device.type");

  /** Of a user: {@code gp:plan}, or a built-in one. */
  static AmplitudeProperty ofUser(String parameter, String name) {
    if (name.startsWith(CUSTOM)) {
      return new AmplitudeProperty(name.substring(CUSTOM.length()), "user");
    }
    String builtIn = BUILT_IN.get(name);
    if (builtIn == null) {
      throw AmplitudeParameters.notHere(
          parameter,
          "User properties are gp: and their name, or one of "
              + String.join(", ", new TreeSet<>(BUILT_IN.keySet()))
              + ".");
    }
    return new AmplitudeProperty(builtIn, "event");
  }

  /** Of either, where the request says which. */
  static AmplitudeProperty of(String parameter, String type, String name) {
    return switch (type) {
      case "event" -> new AmplitudeProperty(name, "event");
      case "user" -> ofUser(parameter, name);
      default ->
          throw AmplitudeParameters.notHere(parameter, "Properties are of type event or user.");
    };
  }

  /** As an entry of {@code groupBy}, or the beginning of a condition. */
  ObjectNode writeTo(ObjectNode node) {
    return node.put("property", name).put("of", of);
  }
}
