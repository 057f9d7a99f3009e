package dev.riffle.local.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.event.deadletter.DeadLetter;
import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.local.Printable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the user sees of them. */
class PrintedLettersTest {
  private static final DeadLetter GARBAGE = Letters.garbage(Letters.id(2, 1200), (byte) 0x1b);
  private static final DeadLetter REFUSED =
      Letters.refused(Letters.id(0, 7), Letters.event("Used\u001b[2J Feature"), 131);

  @Test
  void aListHasAlignedColumnsAndCountsTheReasons() {
    List<String> lines =
        table(
            List.of(
                Letters.summary(GARBAGE, 0),
                Letters.summary(REFUSED, 1),
                Letters.summary(Letters.garbage(Letters.id(0, 8)), 2)));

    assertThat(lines)
        .containsExactly(
            "ID             TIME                      REASON                 PARTITION  OFFSET  BYTES  EVENT",
            "458754-1200-0  2026-11-22T07:08:09.123Z  not-an-event-record            2    1200     11  -",
            "458752-7-0     2026-11-22T07:08:09.123Z  refused-by-engine 131          0       7    217  Used�[2J Feature",
            "458752-8-0     2026-11-22T07:08:09.123Z  not-an-event-record            0       8     10  -",
            "",
            "3 dead letters: 2 not-an-event-record, 1 refused-by-engine");
    assertThat(table(List.of())).containsExactly("There are no dead letters.");
    assertThat(DeadLetterTable.total(List.of(Letters.summary(GARBAGE, 0))))
        .isEqualTo("1 dead letter: 1 not-an-event-record");
  }

  @Test
  void aListForProgramsHasTheNamesAsTheyAre() throws Exception {
    StringWriter out = new StringWriter();
    DeadLetterJson.print(
        new DeadLetterList(List.of(Letters.summary(GARBAGE, 0), Letters.summary(REFUSED, 1)), 4),
        out);
    JsonNode json = new ObjectMapper().readTree(out.toString());

    assertThat(json.at("/deadLetters/0").toString())
        .isEqualTo(
            "{\"id\":\"458754-1200-0\",\"time\":\"2026-11-22T07:08:09.123Z\","
                + "\"reason\":\"not-an-event-record\",\"partition\":2,\"offset\":1200,\"bytes\":11}");
    assertThat(json.at("/deadLetters/1/engineCode").asInt()).isEqualTo(131);
    assertThat(json.at("/deadLetters/1/event").asText()).isEqualTo("Used\u001b[2J Feature");
    assertThat(json.at("/counts").toString())
        .isEqualTo("{\"unknown-version\":0,\"not-an-event-record\":1,\"refused-by-engine\":1}");
    assertThat(json.at("/foreignRecords").asInt()).isEqualTo(4);
  }

  @Test
  void aDecodableLetterShowsItsEventAsJson() throws Exception {
    List<String> lines = DeadLetterDetails.lines(REFUSED);

    assertThat(lines.subList(0, 8))
        .containsExactly(
            "id         458752-7-0",
            "reason     refused-by-engine 131",
            "kept at    2026-11-22T07:08:09.123Z",
            "read from  partition 0, offset 7",
            "key        1/u/alice",
            "version    1",
            "value      207 bytes",
            "");
    JsonNode event = new ObjectMapper().readTree(String.join("", lines.subList(8, lines.size())));
    assertThat(event.at("/ingestId").asText()).isEqualTo("0199a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b");
    assertThat(event.at("/userId").asText()).isEqualTo("alice");
    assertThat(event.at("/properties").toString())
        .isEqualTo(
            "{\"count\":3,\"amount\":0.5,\"note\":\"red \\u001B[31m text\",\"list\":[1,\"a\"],"
                + "\"big\":\"18446744073709551617\",\"on\":true,\"none\":null}");
    assertThat(lines).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void anEventUnderAnUnknownVersionIsShownAndSaidToBeOfVersionOne() {
    assertThat(
            DeadLetterDetails.lines(
                Letters.unknownVersion(Letters.id(0, 7), Letters.event("Used"))))
        .contains("version    99", "value      195 bytes, which are an event of version 1");
  }

  @Test
  void bytesThatAreNoEventAreDumped() {
    byte[] value = new byte[4096 + 3];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) (i % 128);
    }

    List<String> lines = DeadLetterDetails.lines(Letters.garbage(Letters.id(0, 1), value));

    assertThat(lines).hasSize(8 + 256 + 1);
    assertThat(lines.get(6)).isEqualTo("value      4,099 bytes, no event");
    assertThat(lines.get(8 + 2))
        .isEqualTo(
            "00000020  20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e 2f  | !\"#$%&'()*+,-./|");
    assertThat(lines.getLast()).isEqualTo("... 3 more bytes; --raw FILE writes them all");
    assertThat(HexDump.lines(new byte[] {1, 'a', -1}, 16))
        .containsExactly("00000000  01 61 ff                                         |.a.|");
    assertThat(HexDump.lines(value, value.length)).hasSize(257);
  }

  @Test
  void aLetterWithoutAnythingHasNothingToDump() {
    DeadLetter nothing =
        new DeadLetter(
            Letters.id(1, 5),
            DeadLetterReason.UNKNOWN_VERSION,
            OptionalInt.empty(),
            Letters.TIME,
            new byte[0],
            new byte[0],
            new byte[0]);

    assertThat(DeadLetterDetails.lines(nothing))
        .endsWith("key        (none)", "version    (none)", "value      0 bytes");
  }

  @Test
  void whatATerminalWouldObeyIsReplaced() {
    assertThat(Printable.line("a\u001b]0;x\u0007\u202e\nb\u0085ü✓😀")).isEqualTo("a�]0;x���b�ü✓😀");
    assertThat(Printable.line("12345", 5)).isEqualTo("12345");
    assertThat(Printable.line("123456", 5)).isEqualTo("1234…");
    assertThat(Printable.line("😀😀😀", 2)).isEqualTo("😀…");
    assertThat(Printable.bytes(Letters.bytes("1/u/ä"))).isEqualTo("1/u/ä");
    assertThat(Printable.bytes(new byte[] {'a', 0})).isEqualTo("0x6100");
    assertThat(Printable.bytes(new byte[] {(byte) 0xff})).isEqualTo("0xff");
  }

  private static List<String> table(List<DeadLetterSummary> letters) {
    List<String> lines = new ArrayList<>();
    DeadLetterTable.print(letters, lines::add);
    return lines;
  }
}
