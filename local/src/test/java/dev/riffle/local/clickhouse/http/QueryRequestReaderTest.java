package dev.riffle.local.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.wire.Encoding;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryRequestReaderTest {
  private final QueryRequestReader reader = new QueryRequestReader(() -> "generated");

  @Test
  void tellsSettingsParametersAndItsOwnApart() {
    QueryRequest request =
        read(
            "/?query=SELECT+1&param_a=x%27%26y&max_threads=2&compress=1&wait_end_of_query=1"
                + "&query_id=q1&database=d&log_comment=mine&insert_deduplication_token=t%3D1",
            Map.of());

    assertThat(request.urlSql()).isEqualTo("SELECT 1");
    assertThat(request.parameters()).containsExactly(Map.entry("a", "x'&y"));
    assertThat(request.settings())
        .containsOnly(
            Map.entry("max_threads", "2"), Map.entry("insert_deduplication_token", "t=1"));
    assertThat(request.queryId()).isEqualTo("q1");
    assertThat(request.database()).isEqualTo("d");
    assertThat(request.responseEncoding()).isEqualTo(Encoding.BLOCKS);
    assertThat(request.waitForEnd()).isTrue();
  }

  @Test
  void readsHeadersWhereTheUrlSaysNothing() {
    QueryRequest request =
        read(
            "/?enable_http_compression=1",
            Map.of(
                "X-ClickHouse-Database", "h",
                "X-ClickHouse-Format", "JSON",
                "Content-Encoding", "zstd",
                "Accept-Encoding", "gzip, deflate"));

    assertThat(request.database()).isEqualTo("h");
    assertThat(request.defaultFormat()).isEqualTo("JSON");
    assertThat(request.requestEncoding()).isEqualTo(Encoding.ZSTD);
    assertThat(request.responseEncoding()).isEqualTo(Encoding.GZIP);
    assertThat(request.queryId()).isEqualTo("generated");
  }

  @Test
  void compressesOnlyWhenAsked() {
    assertThat(read("/", Map.of("Accept-Encoding", "gzip")).responseEncoding())
        .isEqualTo(Encoding.IDENTITY);
  }

  @Test
  void refusesWhatItCannotServe() {
    assertCode("/?session_id=s", Map.of(), 48);
    assertCode("/", Map.of("Content-Encoding", "br"), 89);
    assertCode("/?query_id=" + "a".repeat(257), Map.of(), 36);
    assertCode("/?query_id=a%0Ab", Map.of(), 36);
    assertCode("/?a=%zz", Map.of(), 36);
    assertThat(read("/?query_id=" + "a".repeat(256), Map.of()).queryId()).hasSize(256);
  }

  @Test
  void takesCredentialsFromHeadersBeforeUrl() {
    Map<String, String> url = Map.of("user", "u", "password", "p");
    Map<String, String> basic = Map.of("Authorization", "Basic dzpzOmU=");
    Map<String, String> own = Map.of("X-ClickHouse-User", "x", "X-ClickHouse-Key", "k");

    assertThat(Credentials.of(url, name -> Optional.empty())).isEqualTo(new Credentials("u", "p"));
    assertThat(Credentials.of(url, name -> Optional.ofNullable(basic.get(name))))
        .isEqualTo(new Credentials("w", "s:e"));
    assertThat(Credentials.of(url, name -> Optional.ofNullable(own.get(name))))
        .isEqualTo(new Credentials("x", "k"));
    assertThat(new Credentials("u", "secret").toString()).doesNotContain("secret");
  }

  private QueryRequest read(String uri, Map<String, String> headers) {
    return reader.read(
        "POST",
        QueryRequestReader.urlParameters(uri),
        name -> Optional.ofNullable(headers.get(name)));
  }

  private void assertCode(String uri, Map<String, String> headers, int code) {
    assertThatThrownBy(() -> read(uri, headers))
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
