package dev.riffle.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IsoTimeTest {
  @Test
  void printsWhatAParserReadsBack() {
    for (String text :
        new String[] {
          "2026-11-22T09:30:00.001Z", "2024-02-29T23:59:59.999Z", "1999-12-31T00:00:00.000Z"
        }) {
      StringBuilder printed = new StringBuilder();
      IsoTime.append(printed, Instant.parse(text).toEpochMilli());
      assertThat(printed).hasToString(text);
    }
  }
}
