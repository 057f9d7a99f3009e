package dev.riffle.ingest.collect.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.ingest.collect.outcome.RejectedEventException;
import dev.riffle.ingest.collect.outcome.RejectionReason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyReaderTest {
  private static final PropertyLimits LIMITS = new PropertyLimits(4, 3, 7, 5, 10);

  @Test
  void typesAreKept() throws Exception {
    assertThat(read("{\"a\":1,\"b\":\"1\",\"c\":true,\"d\":null,\"e\":1.5,\"f\":\"\"}"))
        .isEqualTo(
            Map.of(
                "a", PropertyValue.of(1),
                "b", PropertyValue.of("1"),
                "c", PropertyValue.of(true),
                "d", new PropertyValue.Null(),
                "e", PropertyValue.of(1.5),
                "f", PropertyValue.of("")));
  }

  @Test
  void objectsBecomeDottedNamesAndTheLastOfANameCounts() throws Exception {
    assertThat(read("{\"a\":{\"b\":{\"c\":1},\"d\":{}},\"e\":{}}"))
        .isEqualTo(Map.of("a.b.c", PropertyValue.of(1)));
    assertThat(read("{\"a.b\":1,\"a\":{\"b\":2}}")).isEqualTo(Map.of("a.b", PropertyValue.of(2)));
    assertThat(read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", PropertyValue.of(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740992, NUMBER",
    "-9007199254740992, NUMBER",
    "9007199254740993, EXACT",
    "-9007199254740993, EXACT",
    "9223372036854775807, EXACT",
    "-9223372036854775808, EXACT",
    "18446744073709551617, EXACT",
    "1e400, EXACT",
    "-1e400, EXACT",
    "1e308, NUMBER",
    "0.1, NUMBER",
    "1e-400, NUMBER"
  })
  void aNumberThatADoubleWouldRoundKeepsItsText(String number, String form) throws Exception {
    PropertyValue value = read("{\"n\":" + number + "}").get("n");

    assertThat(value)
        .isEqualTo(
            form.equals("EXACT")
                ? new PropertyValue.ExactNumber(number)
                : PropertyValue.of(Double.parseDouble(number)));
    assertThat(StoredValue.decode(StoredValue.encode(Objects.requireNonNull(value))))
        .isEqualTo(value);
  }

  @Test
  void minusZeroIsZero() throws Exception {
    assertThat(read("{\"a\":-0,\"b\":-0.0}").values()).containsOnly(PropertyValue.of(0.0));
  }

  @Test
  void listsAreCanonicalText() throws Exception {
    assertThat(read("{\"l\":[ 1.0, 1 ,\"a\\u002fb\", {\"z\":[],\"a\":null}, true, 1e2, 1e400]}"))
        .isEqualTo(
            Map.of(
                "l",
                new PropertyValue.ListJson("[1,1,\"a/b\",{\"a\":null,\"z\":[]},true,100,1e400]")));
  }

  @Test
  void nulAndLoneSurrogatesAreReplacedInNamesTextsAndLists() throws Exception {
    assertThat(read("{\"a\\u0000\":\"x\\ud800y\",\"l\":[\"\\udc00\",\"\\ud83d\\ude00\"]}"))
        .isEqualTo(
            Map.of(
                "a\uFFFD",
                PropertyValue.of("x\uFFFDy"),
                "l",
                new PropertyValue.ListJson("[\"\uFFFD\",\"\uD83D\uDE00\"]")));
  }

  @Test
  void namesAreNormalisedAndValuesNever() throws Exception {
    assertThat(read("{\"e\\u0301\":\"e\\u0301\"}"))
        .isEqualTo(Map.of("\u00e9", PropertyValue.of("e\u0301")));
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity", "+1", "01", "0x1"})
  void whatIsNoJsonNumberIsNoJson(String number) {
    assertThatThrownBy(() -> read("{\"n\":" + number + "}"))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void everyLimitHoldsAtItsMaximumAndRefusesOneMore() throws Exception {
    assertThat(limited("{\"a\":{\"b\":{\"c\":{\"d\":1}}}}")).containsOnlyKeys("a.b.c.d");
    refused("{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}", RejectionReason.TOO_DEEP);
    assertThat(limited("{\"a\":[[[1]]]}")).hasSize(1);
    refused("{\"a\":[[[[]]]]}", RejectionReason.TOO_DEEP);
    refused("{\"a\":[[[{}]]]}", RejectionReason.TOO_DEEP);
    assertThat(limited("{\"a\":1,\"b\":1,\"c\":{\"d\":1}}")).hasSize(3);
    refused("{\"a\":1,\"b\":1,\"c\":{\"d\":1,\"e\":1}}", RejectionReason.TOO_MANY_PROPERTIES);
    assertThat(limited("{\"a12\":{\"456\":1}}")).containsOnlyKeys("a12.456");
    refused("{\"a12\":{\"4567\":1}}", RejectionReason.NAME_TOO_LONG);
    assertThat(limited("{\"a\":\"12345\",\"b\":[\"12345\"]}")).hasSize(2);
    refused("{\"a\":\"123456\"}", RejectionReason.TEXT_TOO_LONG);
    refused("{\"a\":[\"123456\"]}", RejectionReason.TEXT_TOO_LONG);
    assertThat(limited("{\"a\":1234567890,\"b\":0.12345678}")).hasSize(2);
    refused("{\"a\":12345678901}", RejectionReason.NUMBER_TOO_LONG);
    refused("{\"a\":0.123456789}", RejectionReason.NUMBER_TOO_LONG);
    refused("{\"\":1}", RejectionReason.INVALID_NAME);
    refused("{\"a\":{\"\":1}}", RejectionReason.INVALID_NAME);
  }

  @Test
  void theStandardLimitsAreTheDocumentedOnes() throws Exception {
    String object =
        IntStream.range(0, 256).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));

    assertThat(read("{" + object + "}")).hasSize(256);
    assertThatThrownBy(() -> read("{" + object + ",\"q\":1}"))
        .isInstanceOf(RejectedEventException.class);
    assertThat(PropertyLimits.STANDARD).isEqualTo(new PropertyLimits(16, 256, 200, 8192, 100));
  }

  private static void refused(String json, RejectionReason reason) {
    assertThatThrownBy(() -> limited(json))
        .isInstanceOfSatisfying(
            RejectedEventException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Map<String, PropertyValue> limited(String json)
      throws IOException, RejectedEventException {
    return read(json, LIMITS);
  }

  private static Map<String, PropertyValue> read(String json)
      throws IOException, RejectedEventException {
    return read(json, PropertyLimits.STANDARD);
  }

  private static Map<String, PropertyValue> read(String json, PropertyLimits limits)
      throws IOException, RejectedEventException {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      new PropertyReader(limits).readObject(parser, "", properties);
    }
    return properties;
  }
}
