package dev.riffle.local.demo;

/**
 * One property of a record.
 *
 * @param json the value as JSON text, ready to be sent
 */
record Property(String name, String json) {
  static Property text(String name, String value) {
    return new Property(name, '"' + value + '"');
  }

  static Property number(String name, long value) {
    return new Property(name, Long.toString(value));
  }
}
