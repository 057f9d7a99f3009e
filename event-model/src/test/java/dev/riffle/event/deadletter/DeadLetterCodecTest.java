package dev.riffle.event.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadLetterCodecTest {
  private static final List<DeadLetterReason> REASONS = List.of(DeadLetterReason.values());
  private static final Instant TIME = Instant.parse("2026-11-22T07:08:09.123Z");

  /** Bytes that other versions of Riffle have written: they must stay readable for ever. */
  @Test
  void theBytesAreThese() {
    DeadLetterCodec.Parts parts =
        DeadLetterCodec.encode(
            new DeadLetter(
                new DeadLetterId(0xFFFF0003, 42, -1),
                DeadLetterReason.REFUSED_BY_ENGINE,
                OptionalInt.of(131),
                TIME.plusNanos(456_789),
                bytes("1/u/alice"),
                bytes("1"),
                new byte[] {0, -1, 7}));

    assertThat(hex(parts.key()))
        .isEqualTo(hex(bytes("4294901763-42-18446744073709551615")))
        .isEqualTo("343239343930313736332d34322d3138343436373434303733373039353531363135");
    assertThat(parts.value()).isEqualTo(new byte[] {0, -1, 7});
    Map<String, String> headers = new LinkedHashMap<>();
    parts.headers().forEach((name, value) -> headers.put(name, hex(value)));
    assertThat(headers)
        .containsExactly(
            Map.entry("reason", "726566757365642d62792d656e67696e65"),
            Map.entry("engine-code", "313331"),
            Map.entry("time", "323032362d31312d32325430373a30383a30392e3132335a"),
            Map.entry("key", "312f752f616c696365"),
            Map.entry("v", "31"));
  }

  @Test
  void theWordsOfTheReasonsAreThese() {
    assertThat(REASONS)
        .extracting(DeadLetterReason::word)
        .containsExactly("unknown-version", "not-an-event-record", "refused-by-engine");
    assertThat(DeadLetterReason.ofWord("UNKNOWN_VERSION")).isEmpty();
  }

  @Test
  void whatIsAbsentHasNoHeaderAndAnEmptyValueIsNoTombstone() throws Exception {
    DeadLetter letter =
        letter(new DeadLetterId(3, 0, 0), DeadLetterReason.UNKNOWN_VERSION, OptionalInt.empty());

    DeadLetterCodec.Parts parts = DeadLetterCodec.encode(letter);

    assertThat(parts.headers()).containsOnlyKeys("reason", "time");
    assertThat(parts.value()).isNotNull().isEmpty();
    assertThat(DeadLetterCodec.decode(parts)).usingRecursiveComparison().isEqualTo(letter);
  }

  @Test
  void everyDeadLetterSurvivesTheWayToBytesAndBack() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      DeadLetter letter = random(random);

      DeadLetter read = DeadLetterCodec.decode(DeadLetterCodec.encode(letter));

      assertThat(read).as("-Dseed=%d", seed).usingRecursiveComparison().isEqualTo(letter);
    }
  }

  @Test
  void recordsThatAreNoDeadLettersAreRefused() {
    DeadLetterCodec.Parts good =
        DeadLetterCodec.encode(
            letter(
                new DeadLetterId(1, 2, 3), DeadLetterReason.REFUSED_BY_ENGINE, OptionalInt.of(6)));

    refused(good, "key", "the key is no id");
    refused(changed(good, "reason", "tired"), "", "the reason is unknown or missing");
    refused(changed(good, "reason", "unknown-version"), "", "the headers do not fit");
    refused(changed(good, "engine-code", "six"), "", "the headers do not fit");
    refused(changed(good, "time", "yesterday"), "", "the headers do not fit");
  }

  @Test
  void anIdHasOneSpellingAndNoOther() {
    DeadLetterId id = new DeadLetterId(0x00070002, Long.MAX_VALUE, Long.MIN_VALUE);

    assertThat(id.text()).isEqualTo("458754-9223372036854775807-9223372036854775808");
    assertThat(id.partition()).isEqualTo(2);
    assertThat(DeadLetterId.parse(id.text())).contains(id);
    assertThat(
            List.of(
                "",
                "1-2",
                "1-2-3-4",
                "01-2-3",
                "1--2-3",
                "4294967296-0-0",
                " 1-2-3",
                "1-2-a",
                "1-9223372036854775808-0",
                "1-2-18446744073709551616",
                "1-2-٣"))
        .allSatisfy(text -> assertThat(DeadLetterId.parse(text)).isEmpty());
  }

  @Test
  void anOffsetIsNotNegativeAndOnlyARefusalHasACode() {
    assertThatThrownBy(() -> new DeadLetterId(1, -1, 0)).hasMessageContaining("offset");
    assertThatThrownBy(() ->
            letter(
                new DeadLetterId(1, 1, 0), DeadLetterReason.REFUSED_BY_ENGINE, OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            letter(new DeadLetterId(1, 1, 0), DeadLetterReason.UNKNOWN_VERSION, OptionalInt.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReplayCarriesTheVersionAndTheMark() {
    DeadLetter without =
        letter(new DeadLetterId(1, 2, 3), DeadLetterReason.UNKNOWN_VERSION, OptionalInt.empty());
    DeadLetter with =
        new DeadLetter(
            without.id(),
            without.reason(),
            without.engineCode(),
            TIME,
            bytes("k"),
            bytes("99"),
            bytes("v"));

    assertThat(Replay.headers(without)).containsOnlyKeys("replayed");
    assertThat(Replay.headers(with)).containsOnlyKeys("v", "replayed");
    assertThat(Replay.headers(with).get("v")).isEqualTo(bytes("99"));
    assertThat(Replay.headers(with).get("replayed")).isEqualTo(bytes("1"));
    assertThat(Replay.isMark(bytes("1"))).isTrue();
    assertThat(Replay.isMark(bytes("0"))).isFalse();
    assertThat(Replay.isMark(new byte[0])).isFalse();
  }

  private static void refused(DeadLetterCodec.Parts parts, String key, String message) {
    DeadLetterCodec.Parts read =
        key.isEmpty() ? parts : new DeadLetterCodec.Parts(bytes(key), parts.headers(), new byte[0]);
    assertThatThrownBy(() -> DeadLetterCodec.decode(read))
        .isInstanceOf(DeadLetterCodec.NoDeadLetterException.class)
        .hasMessageStartingWith(message);
  }

  private static DeadLetterCodec.Parts changed(
      DeadLetterCodec.Parts parts, String header, String value) {
    Map<String, byte[]> headers = new HashMap<>(parts.headers());
    headers.put(header, bytes(value));
    return new DeadLetterCodec.Parts(parts.key(), headers, parts.value());
  }

  private static DeadLetter letter(DeadLetterId id, DeadLetterReason reason, OptionalInt code) {
    return new DeadLetter(id, reason, code, TIME, new byte[0], new byte[0], new byte[0]);
  }

  private static DeadLetter random(Random random) {
    DeadLetterReason reason = REASONS.get(random.nextInt(REASONS.size()));
    return new DeadLetter(
        new DeadLetterId(random.nextInt(), random.nextLong() & Long.MAX_VALUE, random.nextLong()),
        reason,
        reason == DeadLetterReason.REFUSED_BY_ENGINE
            ? OptionalInt.of(random.nextInt(1_000))
            : OptionalInt.empty(),
        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
        randomBytes(random, 40),
        randomBytes(random, 3),
        randomBytes(random, 200));
  }

  private static byte[] randomBytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
