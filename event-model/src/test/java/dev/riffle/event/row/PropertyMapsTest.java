package dev.riffle.event.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyMapsTest {
  /** A length of 128 takes a second byte. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "0, 1", "127, 3", "128, 3", "300, 200", "3, 128"})
  void dividesPropertiesIntoTwoMapsInTheirOrder(int texts, int numbers) throws Exception {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    for (int i = 0; i < Math.max(texts, numbers); i++) {
      if (i < numbers) {
        properties.put("number " + i, PropertyValue.of(i));
      }
      if (i < texts) {
        properties.put("text " + i, PropertyValue.of("ü" + i));
      }
    }

    RowBinaryWriter row = new RowBinaryWriter(4);
    row.writeInt(7);
    PropertyMaps.write(properties, row);

    RowBinaryReader reader = new RowBinaryReader(new ByteArrayInputStream(row.toByteArray()));
    assertThat(reader.readInt()).isEqualTo(7);
    assertThat(reader.readLength()).isEqualTo(texts);
    for (int i = 0; i < texts; i++) {
      assertThat(reader.readText()).isEqualTo("text " + i);
      assertThat(StoredValue.decode(reader.readText())).isEqualTo(PropertyValue.of("ü" + i));
    }
    assertThat(reader.readLength()).isEqualTo(numbers);
    for (int i = 0; i < numbers; i++) {
      assertThat(reader.readText()).isEqualTo("number " + i);
      assertThat(reader.readDouble()).isEqualTo(i);
    }
    assertThat(reader.hasNext()).isFalse();
  }
}
