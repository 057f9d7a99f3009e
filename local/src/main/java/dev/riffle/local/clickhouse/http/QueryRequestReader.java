package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.wire.Encoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads URL parameters and headers as ClickHouse's HTTP interface does. */
final class QueryRequestReader {
  private static final String PARAMETER_PREFIX = "param_";
  private static final int MAX_QUERY_ID_CHARACTERS = 256;

  /** Parameters of the interface itself; every other one is a setting of the engine. */
  private static final Set<String> OF_THE_INTERFACE =
      Set.of(
          "buffer_size",
          "client_protocol_version",
          "close_session",
          "compress",
          "database",
          "decompress",
          "default_format",
          "enable_http_compression",
          "http_write_exception_in_output_format",
          "password",
          "query",
          "query_id",
          "quota_key",
          "role",
          "session_check",
          "session_timeout",
          "stacktrace",
          "user",
          "wait_end_of_query");

  /** Marks statements for KILL QUERY here, so it is not the caller's. */
  private static final String LOG_COMMENT = "log_comment";

  private final Supplier<String> newQueryId;

  QueryRequestReader(Supplier<String> newQueryId) {
    this.newQueryId = newQueryId;
  }

  /** Parameters of a URL's query; of one that repeats the last counts. */
  static Map<String, String> urlParameters(String uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int question = uri.indexOf('?');
    if (question < 0) {
      return parameters;
    }
    int fragment = uri.indexOf('#', question);
    String query = uri.substring(question + 1, fragment < 0 ? uri.length() : fragment);
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(decoded(name), decoded(value));
      }
    }
    return parameters;
  }

  QueryRequest read(
      String method, Map<String, String> url, Function<String, Optional<String>> header) {
    if (url.containsKey("session_id")) {
      throw new EngineException(48, "NOT_IMPLEMENTED", "HTTP sessions are not supported here.");
    }
    Map<String, String> settings = new HashMap<>();
    Map<String, String> parameters = new HashMap<>();
    url.forEach((name, value) -> {
      if (name.startsWith(PARAMETER_PREFIX)) {
        parameters.put(name.substring(PARAMETER_PREFIX.length()), value);
      } else if (!OF_THE_INTERFACE.contains(name) && !name.equals(LOG_COMMENT)) {
        settings.put(name, value);
      }
    });
    return new QueryRequest(
        queryId(url, header),
        method.equals("GET"),
        url.getOrDefault("query", ""),
        first(url, "database", header, "X-ClickHouse-Database").orElse(""),
        first(url, "default_format", header, "X-ClickHouse-Format").orElse("TabSeparated"),
        settings,
        parameters,
        requestEncoding(url, header),
        responseEncoding(url, header),
        url.getOrDefault("wait_end_of_query", "0").equals("1"));
  }

  private String queryId(Map<String, String> url, Function<String, Optional<String>> header) {
    String queryId =
        first(url, "query_id", header, "X-ClickHouse-Query-Id")
            .filter(id -> !id.isEmpty())
            .orElseGet(newQueryId);
    boolean printable = queryId.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (queryId.length() > MAX_QUERY_ID_CHARACTERS || !printable) {
      throw new EngineException(
          EngineException.BAD_ARGUMENTS, "BAD_ARGUMENTS", "Query id of impossible characters.");
    }
    return queryId;
  }

  private static Encoding requestEncoding(
      Map<String, String> url, Function<String, Optional<String>> header) {
    if (url.getOrDefault("decompress", "0").equals("1")) {
      return Encoding.BLOCKS;
    }
    String coding = header.apply("Content-Encoding").orElse("");
    return Encoding.ofContentEncoding(coding)
        .orElseThrow(() ->
            new EngineException(
                89, "UNKNOWN_COMPRESSION_METHOD", "Unknown HTTP content encoding."));
  }

  private static Encoding responseEncoding(
      Map<String, String> url, Function<String, Optional<String>> header) {
    if (url.getOrDefault("compress", "0").equals("1")) {
      return Encoding.BLOCKS;
    }
    // ClickHouse's own default since 24: compression has to be asked for by the setting
    boolean enabled = url.getOrDefault("enable_http_compression", "0").equals("1");
    return enabled
        ? Encoding.ofAcceptEncoding(header.apply("Accept-Encoding").orElse(""))
        : Encoding.IDENTITY;
  }

  private static Optional<String> first(
      Map<String, String> url,
      String parameter,
      Function<String, Optional<String>> header,
      String name) {
    return Optional.ofNullable(url.get(parameter)).or(() -> header.apply(name));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          EngineException.BAD_ARGUMENTS, "BAD_ARGUMENTS", "URL with a broken percent escape.");
    }
  }
}
