package dev.riffle.ingest.load.catalog;

import dev.riffle.event.PropertyValue;

/** Type of a property's value, as the catalogue names it. */
enum ValueType {
  TEXT("text"),
  NUMBER("number"),
  FLAG("flag"),
  LIST("list"),
  NULL("null");

  private final String text;

  ValueType(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static ValueType of(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text _ -> TEXT;
      case PropertyValue.Numeric _, PropertyValue.ExactNumber _ -> NUMBER;
      case PropertyValue.Flag _ -> FLAG;
      case PropertyValue.ListJson _ -> LIST;
      case PropertyValue.Null _ -> NULL;
    };
  }

  static ValueType of(String text) {
    for (ValueType type : values()) {
      if (type.text.equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown type: " + text);
  }
}
