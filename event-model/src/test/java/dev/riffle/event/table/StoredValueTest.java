package dev.riffle.event.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.event.PropertyValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredValueTest {
  private static final List<PropertyValue> LOOK_ALIKES =
      List.of(
          PropertyValue.of(""),
          PropertyValue.of("1"),
          PropertyValue.of(1),
          PropertyValue.of(1.5),
          PropertyValue.of(true),
          PropertyValue.of(false),
          PropertyValue.of("true"),
          PropertyValue.of("\u0001true"),
          PropertyValue.of("\u0001"),
          PropertyValue.of("\u0001\u0001"),
          PropertyValue.of("\u0001#1"),
          PropertyValue.of("null"),
          new PropertyValue.Null(),
          new PropertyValue.ListJson("[]"),
          PropertyValue.of("[]"),
          new PropertyValue.ExactNumber("18446744073709551617"),
          new PropertyValue.ExactNumber("9007199254740993"),
          PropertyValue.of(0x1p53),
          PropertyValue.of("18446744073709551617"));

  @Test
  void valuesOfDifferentTypesStayDifferentAndComeBack() {
    Set<String> stored = new HashSet<>();
    for (PropertyValue value : LOOK_ALIKES) {
      String text = StoredValue.encode(value);
      assertThat(text).isNotEmpty();
      assertThat(stored.add(text)).as("%s is stored like another value", value).isTrue();
      assertThat(StoredValue.decode(text)).isEqualTo(value);
    }
  }

  @Test
  void theEmptyTextIsNoValue() {
    assertThatThrownBy(() -> StoredValue.decode("")).hasMessageContaining("missing");
  }

  @Test
  void numbersPrintAsTheEngineAndJsonPrintThem() {
    assertThat(StoredValue.decimal(123)).isEqualTo("123");
    assertThat(StoredValue.decimal(-0.25)).isEqualTo("-0.25");
    assertThat(StoredValue.decimal(0x1p53)).isEqualTo("9007199254740992");
  }
}
