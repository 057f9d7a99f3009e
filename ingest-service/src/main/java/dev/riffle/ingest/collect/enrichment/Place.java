package dev.riffle.ingest.collect.enrichment;

import dev.riffle.event.PropertyValue;

/**
 * Where an address is in use. Absent texts are empty.
 *
 * @param country ISO 3166-1 code of two letters
 * @param region its English name
 * @param city its English name
 */
public record Place(String country, String region, String city) {
  public static final Place UNKNOWN = new Place("", "", "");

  void addTo(AddedProperties added) {
    add("geo.country", country, added);
    add("geo.region", region, added);
    add("geo.city", city, added);
  }

  private static void add(String property, String text, AddedProperties added) {
    if (!text.isEmpty()) {
      added.putIfNotSent(property, PropertyValue.of(text));
    }
  }
}
