package dev.riffle.ingest.collect.enrichment;

import dev.riffle.event.PropertyValue;
import org.jspecify.annotations.Nullable;

/**
 * What a user agent says of its client, ready to be added to any number of events.
 *
 * @param osName null when it is not known, like everything here
 * @param deviceModel of phones, tablets and televisions
 */
record UserAgentProperties(
    @Nullable PropertyValue osName,
    @Nullable PropertyValue osVersion,
    @Nullable PropertyValue browserName,
    @Nullable PropertyValue browserVersion,
    @Nullable PropertyValue deviceType,
    @Nullable PropertyValue deviceModel) {
  static final UserAgentProperties NONE =
      new UserAgentProperties(null, null, null, null, null, null);

  void addTo(AddedProperties added) {
    addNamed("os.name", osName, "os.version", osVersion, added);
    addNamed("browser.name", browserName, "browser.version", browserVersion, added);
    add("device.type", deviceType, added);
    add("device.model", deviceModel, added);
  }

  /** A version is added to its own name only, and a name to no other version. */
  private static void addNamed(
      String nameProperty,
      @Nullable PropertyValue name,
      String versionProperty,
      @Nullable PropertyValue version,
      AddedProperties added) {
    PropertyValue sentName = added.sent(nameProperty);
    boolean same = sentName == null ? added.sent(versionProperty) == null : sentName.equals(name);
    if (same) {
      add(nameProperty, name, added);
      add(versionProperty, version, added);
    }
  }

  private static void add(String property, @Nullable PropertyValue value, AddedProperties added) {
    if (value != null) {
      added.putIfNotSent(property, value);
    }
  }
}
