package dev.riffle.ingest.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes of good input what senders, proxies and attackers make of it. */
public final class Mutations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final byte[] BYTES = {
    0,
    1,
    9,
    10,
    13,
    ' ',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '-',
    '.',
    '0',
    '9',
    'e',
    'u',
    0x1f,
    0x7f,
    (byte) 0x80,
    (byte) 0x8b,
    (byte) 0xbf,
    (byte) 0xc0,
    (byte) 0xc3,
    (byte) 0xe2,
    (byte) 0xed,
    (byte) 0xa0,
    (byte) 0xf0,
    (byte) 0xf4,
    (byte) 0xff
  };

  /** Values as JSON text, at and beyond what somebody behind the edge can hold. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-0.0",
          "1",
          "-1",
          "0.1",
          "1e400",
          "-1e400",
          "1e-400",
          "9007199254740992",
          "9007199254740993",
          "-9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551615",
          "18446744073709551617",
          "1e308",
          "1e309",
          "123456789012345678901234567890.123456789",
          "4.9e-324",
          "5e-325",
          "1E+2",
          "100.0",
          "\"\"",
          "\"null\"",
          "\"NaN\"",
          "\"\\u0000\"",
          "\"\\u0001#1\"",
          "\"\\u0001true\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"a\\u0301\"",
          "\"\\uffff\"",
          "\"\\u2028\"",
          "\"'; DROP TABLE events; --\"",
          "\"{p:String}\"",
          "\"\\\\N\"",
          "\"2026-11-22T12:00:00.000Z\"",
          "\"2026-11-22\"",
          "\"0001-01-01T00:00:00Z\"",
          "\"1900-01-01T00:00:00Z\"",
          "\"1899-12-31T23:59:59.999Z\"",
          "\"2299-12-31T23:59:59.999Z\"",
          "\"2300-01-01T00:00:00.000Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"2026-02-30T00:00:00.000Z\"",
          "\"2026-11-22T12:00:00+18:00\"",
          "\"2026-11-22T25:61:61.000Z\"",
          "1763812800000",
          "-2208988800000",
          "-2208988800001",
          "10413791999999",
          "10413792000000",
          "[]",
          "{}",
          "[[]]",
          "[{}]",
          "[null,1,\"a\",{\"b\":[]}]",
          "{\"a.b\":1,\"a\":{\"b\":2}}",
          "{\"a\":1,\"a\":{\"b\":2}}",
          "{\"\":1}",
          "{\"$set\":{\"a\":1}}",
          "{\"$unset\":{\"a\":1}}",
          "{\"$add\":{\"a\":1e400}}",
          "{\"$clearAll\":1}",
          "{\"$set\":5}",
          "{\"\\ud800\":1}",
          "{\"\\u0000\":1}",
          "NaN",
          "Infinity",
          "01",
          "'a'",
          "tru");

  private static final List<String> NAMES =
      List.of(
          "",
          "a",
          "a.b",
          ".",
          "$set",
          "$setOnce",
          "$identify",
          "$unset",
          "$clearAll",
          "$groupType",
          "groups",
          "page",
          "traits",
          "context",
          "properties",
          "type",
          "event",
          "event_type",
          "user_id",
          "userId",
          "device_id",
          "anonymousId",
          "messageId",
          "insert_id",
          "time",
          "timestamp",
          "sentAt",
          "session_id",
          "options",
          "min_id_length",
          "events",
          "batch",
          "\u0000",
          "e\u0301",
          "\u0958",
          "\uD83D\uDE00",
          "'",
          "`",
          "\\",
          "{p:String}");

  private Mutations() {}

  /** A few changes that know nothing of what the bytes mean. */
  public static byte[] ofBytes(byte[] good, SplittableRandom random) {
    byte[] bytes = good;
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      bytes = ofBytesOnce(bytes, random);
    }
    return bytes;
  }

  /** A few changes of the tree; the result is nearly always JSON. */
  static byte[] ofTree(JsonNode good, SplittableRandom random) throws JsonProcessingException {
    JsonNode tree = good.deepCopy();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      List<JsonNode> containers = new ArrayList<>();
      collect(tree, containers);
      if (!containers.isEmpty()) {
        change(containers.get(random.nextInt(containers.size())), random);
      }
    }
    return JSON.writeValueAsBytes(tree);
  }

  /** A value of any kind, nested at times. */
  static JsonNode value(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> raw("\"" + "x".repeat(around(8192, random)) + "\"");
      case 1 -> raw("9".repeat(around(100, random)));
      case 2 -> {
        int levels = random.nextInt(10) == 0 ? random.nextInt(1, 20_000) : around(16, random);
        yield raw("[".repeat(levels) + "]".repeat(levels));
      }
      case 3 -> {
        int levels = around(16, random);
        yield raw("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
      }
      case 4 -> {
        ObjectNode object = NODES.objectNode();
        for (int i = around(256, random); i > 0; i--) {
          object.put("p" + i, i);
        }
        yield object;
      }
      case 5 -> NODES.textNode(text(random));
      default -> raw(VALUES.get(random.nextInt(VALUES.size())));
    };
  }

  /** Text of characters from all over Unicode, whole ones only. */
  static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> random.nextInt(0x800);
            case 2 -> random.nextInt(0x10000);
            default -> random.nextInt(0x110000);
          };
      text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
    }
    return text.toString();
  }

  private static String name(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> text(random);
      case 1 -> "n".repeat(around(200, random));
      default -> NAMES.get(random.nextInt(NAMES.size()));
    };
  }

  private static int around(int limit, SplittableRandom random) {
    return limit + random.nextInt(-2, 3);
  }

  private static JsonNode raw(String json) {
    return NODES.rawValueNode(new RawValue(json));
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static void change(JsonNode container, SplittableRandom random) {
    switch (container) {
      case ObjectNode object -> change(object, random);
      case ArrayNode array -> change(array, random);
      default -> throw new IllegalStateException("not a container");
    }
  }

  private static void change(ObjectNode object, SplittableRandom random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || random.nextInt(4) == 0) {
      object.set(name(random), value(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name(random), object.remove(name));
      default -> object.set(name, value(random));
    }
  }

  private static void change(ArrayNode array, SplittableRandom random) {
    if (array.isEmpty() || random.nextInt(4) == 0) {
      array.add(value(random));
      return;
    }
    int index = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(index);
      case 1 -> array.add(array.get(index).deepCopy());
      default -> array.set(index, value(random));
    }
  }

  private static byte[] ofBytesOnce(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return new byte[] {one(random)};
    }
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + random.nextInt(1, 32));
    byte[] changed = bytes.clone();
    return switch (random.nextInt(7)) {
      case 0 -> {
        changed[at] ^= (byte) (1 << random.nextInt(8));
        yield changed;
      }
      case 1, 2 -> {
        changed[at] = one(random);
        yield changed;
      }
      case 3 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
      case 4 -> joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
      case 5 ->
          joined(
              Arrays.copyOf(bytes, at),
              joined(new byte[] {one(random)}, Arrays.copyOfRange(bytes, at, bytes.length)));
      default -> Arrays.copyOf(bytes, at);
    };
  }

  private static byte one(SplittableRandom random) {
    return BYTES[random.nextInt(BYTES.length)];
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
