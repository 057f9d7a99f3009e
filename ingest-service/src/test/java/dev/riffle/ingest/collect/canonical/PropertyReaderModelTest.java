package dev.riffle.ingest.collect.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.riffle.event.PropertyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random JSON through the streaming reader and through a model over a tree, which shares no code
 * with it. Replay with {@code -Dseed=}.
 */
class PropertyReaderModelTest {
  private static final int ROUNDS = 3000;
  private static final String[] PIECES = {
    "a", "é", "e\u0301", "\\u0000", "\\ud800", "\\ude00", "\\ud83d\\ude00", "😀", "\\n", "\\\"", "0"
  };
  private static final String[] NUMBERS = {
    "0",
    "-1",
    "1.0",
    "1.5",
    "1e3",
    "9007199254740992",
    "9007199254740993",
    "1e400",
    "-0.0",
    "123456789012345678901234567890",
    "0.1"
  };
  private static final ObjectMapper TREE =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @Test
  void agreesWithAModelOverATree() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("PropertyReaderModelTest seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String json = object(random, 3);
      Map<String, PropertyValue> expected = new LinkedHashMap<>();
      flatten("", TREE.readTree(json), expected);
      Map<String, PropertyValue> read = new LinkedHashMap<>();
      try (JsonParser parser = new JsonFactory().createParser(json)) {
        parser.nextToken();
        new PropertyReader(PropertyLimits.STANDARD).readObject(parser, "", read);
        assertThat(parser.nextToken()).as("seed %d: %s", seed, json).isNull();
      }
      assertThat(read).as("seed %d: %s", seed, json).isEqualTo(expected);
    }
  }

  private static void flatten(String prefix, JsonNode object, Map<String, PropertyValue> into) {
    object
        .properties()
        .forEach(member -> {
          String name = prefix + name(member.getKey());
          JsonNode value = member.getValue();
          if (value.isObject()) {
            flatten(name + ".", value, into);
          } else {
            into.put(name, value(value));
          }
        });
  }

  private static PropertyValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> PropertyValue.of(repaired(node.textValue()));
      case BOOLEAN -> PropertyValue.of(node.booleanValue());
      case NULL -> new PropertyValue.Null();
      case NUMBER -> number(node.decimalValue(), node.isIntegralNumber());
      case ARRAY -> new PropertyValue.ListJson(canonical(node));
      default -> throw new AssertionError(node.getNodeType());
    };
  }

  private static PropertyValue number(BigDecimal decimal, boolean whole) {
    double number = decimal.doubleValue();
    if (whole && decimal.abs().compareTo(BigDecimal.valueOf(1L << 53)) > 0) {
      return new PropertyValue.ExactNumber(sent(decimal));
    }
    return Double.isFinite(number)
        ? PropertyValue.of(number)
        : new PropertyValue.ExactNumber("1e400");
  }

  /** Whole numbers are generated in their only spelling. */
  private static String sent(BigDecimal whole) {
    return whole.toBigIntegerExact().toString();
  }

  private static String canonical(JsonNode node) {
    if (node.isArray()) {
      StringBuilder list = new StringBuilder("[");
      node.forEach(e -> list.append(list.length() > 1 ? "," : "").append(canonical(e)));
      return list.append(']').toString();
    }
    if (node.isObject()) {
      Map<String, String> members = new TreeMap<>();
      node.properties().forEach(m -> members.put(name(m.getKey()), canonical(m.getValue())));
      StringBuilder object = new StringBuilder("{");
      members.forEach((name, member) ->
          object
              .append(object.length() > 1 ? "," : "")
              .append(quoted(name))
              .append(':')
              .append(member));
      return object.append('}').toString();
    }
    return switch (value(node)) {
      case PropertyValue.Text(String text) -> quoted(text);
      case PropertyValue.Numeric(double number) ->
          new BigDecimal(number == 0 ? "0" : Double.toString(number))
              .stripTrailingZeros()
              .toPlainString();
      case PropertyValue.ExactNumber(String decimal) -> decimal;
      case PropertyValue.Flag(boolean on) -> Boolean.toString(on);
      case PropertyValue.Null() -> "null";
      case PropertyValue.ListJson(String list) -> list;
    };
  }

  private static String quoted(String text) {
    try {
      StringWriter out = new StringWriter();
      TREE.writeValue(out, text);
      return out.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(String name) {
    return Normalizer.normalize(repaired(name), Normalizer.Form.NFC);
  }

  private static String repaired(String text) {
    StringBuilder repaired = new StringBuilder();
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }

  private static String object(Random random, int depth) {
    StringBuilder json = new StringBuilder("{");
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      json.append(i > 0 ? "," : "")
          .append('"')
          .append((char) ('p' + i))
          .append(text(random))
          .append("\":")
          .append(value(random, depth));
    }
    return json.append('}').toString();
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0, 1 -> '"' + text(random) + '"';
      case 2, 3 -> NUMBERS[random.nextInt(NUMBERS.length)];
      case 4 -> random.nextBoolean() ? "true" : "false";
      case 5 -> "null";
      case 6 -> object(random, depth - 1);
      default -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
