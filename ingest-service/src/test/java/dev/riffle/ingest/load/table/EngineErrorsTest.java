package dev.riffle.ingest.load.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.ServerException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineErrorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Code: 60. DB::Exception: Table d.t does not exist. (UNKNOWN_TABLE)",
        "Table d.t does not exist. (UNKNOWN_TABLE) (version 25.8.1.1 (official build))",
        "Table d.t (X). (UNKNOWN_TABLE) (version 25.8.1.1 (official build)) (transport error: 404) (queryId= load-1)",
      })
  void tellsTheCodesName(String message) {
    assertThat(failure(60, message))
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessage("insert: code 60 UNKNOWN_TABLE");
  }

  /** The text that libchdb 26.7 gave, with another path. */
  @Test
  void tellsTheNameOfADamagedPartsCode() {
    String message =
        "Code: 246. DB::Exception: Empty marks file '/data/store/d5b/d5bb7415/0_212_340_6/id.cmrk2'"
            + ": 0, must be: 48: (while reading column id): (while reading from part"
            + " /data/store/d5b/d5bb7415/0_212_340_6/ in table riffle.events located on disk default"
            + " of type local, from mark 0 with max_rows_to_read = 3): While executing"
            + " MergeTreeSelect(pool: ReadPool, algorithm: Thread). (CORRUPTED_DATA)"
            + " (version 26.7.2.1)";

    assertThat(failure(246, message))
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessage("insert: code 246 CORRUPTED_DATA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot parse 'secret'",
        "Cannot parse (SECRET): at row 1",
        "Cannot parse (SECRET) near 'x' (version 25.8.1.1)",
        "Cannot parse (secret)",
      })
  void tellsNothingElseOfTheMessage(String message) {
    assertThat(failure(27, message))
        .isInstanceOf(EngineException.DataRefused.class)
        .hasMessage("insert: code 27");
  }

  @Test
  void tellsWhyThereIsNoAnswer() {
    assertThat(EngineErrors.of("query", new ConnectException("refused")))
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessageStartingWith("query: ")
        .hasMessageEndingWith("refused");
  }

  private static EngineException failure(int code, String message) {
    return EngineErrors.of(
        "insert", new ExecutionException(new ServerException(code, message, 404, "load-1")));
  }
}
