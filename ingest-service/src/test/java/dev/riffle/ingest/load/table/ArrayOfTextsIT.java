package dev.riffle.ingest.load.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.row.RowBinaryReader;
import dev.riffle.testing.ClickHouseEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What users call themselves reaches the engine as it is. */
class ArrayOfTextsIT {
  private static final String[] PIECES = {
    "'",
    "''",
    "\\",
    "\\'",
    "\\\\n",
    "\"",
    ",",
    "]",
    "[",
    "\t",
    "\n",
    "\r",
    "\0",
    "\\N",
    "%",
    "&",
    "+",
    " ",
    "ü",
    "✓",
    "😀",
    "a",
    "{x:String}",
    "\b"
  };

  @Test
  void everyTextComesBackAsItWas() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    List<String> texts = new ArrayList<>(List.of(PIECES));
    texts.add("");
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = random.nextInt(5); pieces >= 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      texts.add(text.toString());
    }
    try (ClickHouseEngine engine = ClickHouseEngine.start();
        ClickHouse clickHouse =
            new ClickHouse(
                engine.url(),
                engine.database(),
                engine.writer().user(),
                engine.writer().password(),
                Duration.ofSeconds(30))) {

      List<String> read =
          clickHouse.read(
              "SELECT arrayJoin({texts:Array(String)})",
              Map.of("texts", ClickHouse.arrayOfTexts(texts)),
              RowBinaryReader::readText);

      assertThat(read).as("-Dseed=%d", seed).containsExactlyElementsOf(texts);
    }
  }
}
