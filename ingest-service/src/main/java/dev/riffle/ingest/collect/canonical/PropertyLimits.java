package dev.riffle.ingest.collect.canonical;

/**
 * How large the properties of one event may be. Characters are UTF-16 units.
 *
 * @param depth levels of objects and lists, the properties' own object being the first
 * @param properties number of values after objects are flattened
 * @param nameCharacters of a flattened name, and of an event's name
 * @param textCharacters of one text
 * @param numberCharacters of one number as sent
 */
public record PropertyLimits(
    int depth, int properties, int nameCharacters, int textCharacters, int numberCharacters) {
  public static final PropertyLimits STANDARD = new PropertyLimits(16, 256, 200, 8192, 100);

  public PropertyLimits {
    if (depth < 1
        || properties < 1
        || nameCharacters < 1
        || textCharacters < 1
        || numberCharacters < 1) {
      throw new IllegalArgumentException("a limit is positive");
    }
  }
}
