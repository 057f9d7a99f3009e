package dev.riffle.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.riffle.project.ProjectId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * The hand-written codec against the one of protoc's generated classes: the same records of the
 * same bytes, and refusals of the same bytes. A failure prints its seed; -Dseed=... repeats it.
 */
class EventCodecModelTest {
  private static final int RECORDS = 2_000;
  private static final int DAMAGES_PER_RECORD = 30;

  private long seed;
  private Random random = new Random();

  @BeforeEach
  void seed() {
    seed = Long.getLong("seed", System.nanoTime());
    random = new Random(seed);
  }

  @Test
  void readsWhatTheGeneratedClassesWrite() throws Exception {
    for (int i = 0; i < RECORDS; i++) {
      EventRecord event = event();
      byte[] bytes = GeneratedEventCodec.encode(event);

      EventRecord read = EventCodec.decode(bytes);

      assertThat(read).as("seed %d", seed).isEqualTo(event);
      assertThat(new ArrayList<>(read.properties().entrySet()))
          .as("seed %d", seed)
          .isEqualTo(new ArrayList<>(event.properties().entrySet()));
    }
  }

  @Test
  void writesWhatTheGeneratedClassesWrite() {
    for (int i = 0; i < RECORDS; i++) {
      EventRecord event = event();

      assertThat(EventCodec.encode(event))
          .as("seed %d", seed)
          .isEqualTo(GeneratedEventCodec.encode(event));
    }
  }

  /** Cut, changed, repeated and joined bytes: some still are records. */
  @RepeatedTest(2)
  void readsAndRefusesDamagedBytesAsTheGeneratedClassesDo() {
    int readable = 0;
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] bytes = GeneratedEventCodec.encode(event());
      for (int j = 0; j < DAMAGES_PER_RECORD; j++) {
        byte[] damaged = damaged(bytes);
        Optional<EventRecord> expected = generated(damaged);
        assertThat(ours(damaged)).as("seed %d: %s", seed, hex(damaged)).isEqualTo(expected);
        readable += expected.isPresent() ? 1 : 0;
        refused += expected.isPresent() ? 0 : 1;
      }
    }
    assertThat(readable).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void refusesTextsThatAreNotUtf8() {
    byte[] bytes = GeneratedEventCodec.encode(track("x\uFFFDy"));
    assertThat(ours(bytes)).isPresent();
    int at = indexOf(bytes, new byte[] {'x', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, 'y'});
    for (int[] wrong :
        new int[][] {{0xFF, 'a', 'b'}, {0xED, 0xA0, 0x80}, {0xC0, 0x80, 'a'}, {'a', 'b', 0xC3}}) {
      byte[] damaged = bytes.clone();
      for (int i = 0; i < wrong.length; i++) {
        damaged[at + 1 + i] = (byte) wrong[i];
      }
      assertThat(generated(damaged)).isEmpty();
      assertThat(ours(damaged)).isEmpty();
    }
  }

  @Test
  void mergesAndSkipsAsProtobufDemands() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(GeneratedEventCodec.encode(track("first")));
    // a second name, field 99 as varint, a group 98 with a field in it, a field of the wrong type
    bytes.writeBytes(new byte[] {34, 6, 's', 'e', 'c', 'o', 'n', 'd'});
    bytes.writeBytes(new byte[] {(byte) 0x98, 6, 5});
    bytes.writeBytes(new byte[] {(byte) 0x93, 6, 8, 1, (byte) 0x94, 6});
    bytes.writeBytes(new byte[] {(byte) 37, 1, 2, 3, 4});
    // a property whose value comes in two parts, the second one empty
    bytes.writeBytes(new byte[] {122, 10, 10, 1, 'p', 18, 3, 10, 1, 'v', 18, 0});

    assertThat(ours(bytes.toByteArray())).isEqualTo(generated(bytes.toByteArray())).isPresent();
    assertThat(ours(bytes.toByteArray()).orElseThrow().name()).isEqualTo("second");
    assertThat(ours(bytes.toByteArray()).orElseThrow().properties())
        .containsEntry("p", PropertyValue.of("v"));
  }

  private byte[] damaged(byte[] bytes) {
    byte[] damaged = bytes.clone();
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(damaged, random.nextInt(damaged.length));
      case 1 -> joined(damaged, GeneratedEventCodec.encode(event()));
      case 2 -> {
        int at = random.nextInt(damaged.length);
        byte[] end = Arrays.copyOfRange(damaged, at, damaged.length);
        byte[] some = new byte[random.nextInt(6)];
        random.nextBytes(some);
        yield joined(joined(Arrays.copyOf(damaged, at), some), end);
      }
      case 3 -> {
        int from = random.nextInt(damaged.length);
        int to = Math.min(damaged.length, from + random.nextInt(12));
        yield joined(Arrays.copyOf(damaged, from), Arrays.copyOfRange(damaged, to, damaged.length));
      }
      case 4 -> {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        yield damaged;
      }
      default -> {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        yield damaged;
      }
    };
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private EventRecord event() {
    EventKind kind = oneOf(EventKind.values());
    List<PropertyOperation> operations = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      PropertyOperation.Kind operation = oneOf(PropertyOperation.Kind.values());
      boolean all = operation == PropertyOperation.Kind.CLEAR_ALL;
      operations.add(new PropertyOperation(operation, all ? "" : "p" + text(), value()));
    }
    return new EventRecord(
        new UUID(random.nextLong(), random.nextLong()),
        new ProjectId(1 + random.nextInt(Integer.MAX_VALUE)),
        kind,
        kind == EventKind.TRACK ? "e" + text() : kind.reservedName(),
        new Identity("u" + text(), random.nextBoolean() ? "" : text()),
        new EventTime(time(), time(), time(), random.nextBoolean()),
        text(),
        text(),
        text(),
        text(),
        properties(),
        operations);
  }

  private Map<String, PropertyValue> properties() {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    int count = random.nextInt(20) == 0 ? 20 + random.nextInt(30) : random.nextInt(8);
    for (int i = 0; i < count; i++) {
      properties.put(random.nextBoolean() ? "name " + i : text(), value());
    }
    return properties;
  }

  private PropertyValue value() {
    return switch (random.nextInt(7)) {
      case 0 -> PropertyValue.of(random.nextInt(1000));
      case 1 -> PropertyValue.of(random.nextGaussian() * 1e9);
      case 2 -> PropertyValue.of(random.nextBoolean());
      case 3 -> new PropertyValue.Null();
      case 4 -> new PropertyValue.ListJson("[\"" + random.nextInt(5) + "\"]");
      case 5 -> new PropertyValue.ExactNumber("1" + "0".repeat(random.nextInt(40)));
      default -> PropertyValue.of(text());
    };
  }

  private String text() {
    int length =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> 60 + random.nextInt(10);
          case 2 -> 120 + random.nextInt(80);
          default -> 1 + random.nextInt(12);
        };
    StringBuilder text = new StringBuilder();
    int last = random.nextInt(6) == 0 ? 0x1_0400 : random.nextInt(4) == 0 ? 0x800 : 0x7F;
    while (text.length() < length) {
      int codePoint = random.nextInt(last);
      boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= 0xDFFF;
      text.appendCodePoint(surrogate ? 'x' : codePoint);
    }
    return text.toString();
  }

  private <T> T oneOf(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private Instant time() {
    return Instant.ofEpochMilli(random.nextLong(-2_000_000_000_000L, 10_000_000_000_000L));
  }

  private static EventRecord track(String name) {
    return EventRecord.track(
        new UUID(1, 2),
        new ProjectId(1),
        name,
        Identity.ofUser("alice"),
        EventTime.received(Instant.EPOCH),
        Map.of());
  }

  private static Optional<EventRecord> ours(byte[] bytes) {
    try {
      return Optional.of(EventCodec.decode(bytes));
    } catch (EventCodec.UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  private static Optional<EventRecord> generated(byte[] bytes) {
    try {
      return Optional.of(GeneratedEventCodec.decode(bytes));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not found");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
