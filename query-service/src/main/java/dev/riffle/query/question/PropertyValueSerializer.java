package dev.riffle.query.question;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.io.IOException;

/**
 * Writes a property's value as the JSON it came from: {@code 1}, {@code "1"}, {@code true}, {@code
 * null}.
 */
public final class PropertyValueSerializer extends JsonSerializer<PropertyValue> {
  @Override
  public void serialize(PropertyValue value, JsonGenerator json, SerializerProvider serializers)
      throws IOException {
    switch (value) {
      case PropertyValue.Text(String text) -> json.writeString(text);
      case PropertyValue.Numeric(double number) -> json.writeNumber(StoredValue.decimal(number));
      case PropertyValue.ExactNumber(String decimal) -> json.writeNumber(decimal);
      case PropertyValue.Flag(boolean on) -> json.writeBoolean(on);
      case PropertyValue.ListJson(String list) -> json.writeRawValue(list);
      case PropertyValue.Null() -> json.writeNull();
    }
  }
}
