package dev.riffle.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.testing.ClickHouseEngine;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ParameterNotationIT {
  private static ClickHouseEngine engine;

  @BeforeAll
  static void start() {
    engine = ClickHouseEngine.start();
  }

  @AfterAll
  static void stop() throws Exception {
    engine.close();
  }

  @Test
  void whatIsExplainedCanBeRunByAnyClientOfTheEngine() throws Exception {
    String text = "x'] = '' OR 1=1 -- \\ \\n \" \t\r\n\u0000\u0001# {p0:String} é😀";

    assertThat(read("String", text)).isEqualTo(text);
    assertThat(read("String", "")).isEqualTo("");
    assertThat(read("Array(String)", List.of(text, ""))).isEqualTo(List.of(text, ""));
    assertThat(read("Array(Array(String))", List.of(List.of(text), List.of())))
        .isEqualTo(List.of(List.of(text), List.of()));
    assertThat(read("Array(Float64)", List.of(-0.5, 1e300))).isEqualTo(List.of(-0.5, 1e300));
    assertThat(read("Int64", Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
  }

  private static Object read(String type, Object value) throws Exception {
    String parameter = URLEncoder.encode(ParameterNotation.of(value), StandardCharsets.UTF_8);
    String sql = "SELECT {p0:" + type + "} FORMAT JSONCompactEachRow";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    engine.url()
                        + "/?output_format_json_quote_64bit_integers=1&param_p0="
                        + parameter))
            .header("X-ClickHouse-User", engine.reader().user())
            .header("X-ClickHouse-Key", engine.reader().password())
            .POST(BodyPublishers.ofString(sql))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String row = http.send(request, BodyHandlers.ofString()).body();
      return new ObjectMapper().readValue(row, List.class).getFirst();
    }
  }
}
