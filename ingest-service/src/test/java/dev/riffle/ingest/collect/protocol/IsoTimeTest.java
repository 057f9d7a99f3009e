package dev.riffle.ingest.collect.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T00:44:58.947Z, 2026-11-22T00:44:58.947Z",
    "2026-11-22T00:44:58Z, 2026-11-22T00:44:58Z",
    "2026-11-22T00:44:58.123456789Z, 2026-11-22T00:44:58.123456789Z",
    "2026-11-22T02:44:58+02:00, 2026-11-22T00:44:58Z",
    "2026-11-22T02:44:58+0200, 2026-11-22T00:44:58Z",
    "2026-11-22T00:44, 2026-11-22T00:44:00Z",
    "2026-11-22 00:44:58, 2026-11-22T00:44:58Z",
    "2026-11-22, 2026-11-22T00:00:00Z"
  })
  void readsWhatClientsWrite(String text, Instant time) {
    assertThat(IsoTime.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1760000000000",
        "2026-13-01",
        "2026-02-30T00:00:00.000Z",
        "2026-11-22T25:00:00.000Z",
        "2026-11-22T00:44:58.94xZ",
        "2026/11/22T00:44:58.947Z",
        "T"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> IsoTime.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
