package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.event.EventRecord;
import dev.riffle.event.PropertyOperation;
import dev.riffle.event.PropertyValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests recorded from the vendors' own libraries, sent again byte by byte; the replies, and the
 * records that they become. A new library is a new folder. {@code -Dexpected.write=true} writes the
 * expected files, to be read before they are committed.
 */
class RecordedRequestsTest {
  private static final Path RECORDINGS = Path.of("src/test/resources/protocol");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CollectServer SERVER = new CollectServer();

  static Stream<Path> requests() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      return files
          .filter(file -> file.toString().endsWith(".request.json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRecordedRequestGetsItsReplyAndBecomesTheExpectedRecords(Path file) throws Exception {
    JsonNode request = JSON.readTree(file.toFile());
    CollectorFixture collector =
        new CollectorFixture(Instant.parse(request.get("recordedAt").asText()));
    SERVER.serve(collector);

    HttpResponse<String> reply = send(request);

    ObjectNode seen = JSON.createObjectNode();
    seen.put("status", reply.statusCode());
    reply.headers().firstValue("content-type").ifPresent(type -> seen.put("contentType", type));
    seen.put("reply", reply.body());
    ArrayNode records = seen.putArray("records");
    collector.log.events.forEach(event -> records.add(readable(event)));
    Path expected =
        file.resolveSibling(
            file.getFileName().toString().replace(".request.json", ".expected.json"));
    if (Boolean.getBoolean("expected.write")) {
      Files.writeString(expected, pretty(seen));
    }
    assertThat(pretty(seen)).isEqualTo(Files.readString(expected));
    if (request.get("headers").has("origin")) {
      assertThat(reply.headers().firstValue("access-control-allow-origin"))
          .contains(request.get("headers").get("origin").asText());
    }
    JsonNode asked = request.get("headers").get("access-control-request-headers");
    if (asked != null) {
      assertThat(reply.headers().firstValue("access-control-allow-headers"))
          .contains(asked.asText());
    }
  }

  private static HttpResponse<String> send(JsonNode request) throws Exception {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(SERVER.uri(request.get("url").asText()))
            .method(
                request.get("method").asText(),
                HttpRequest.BodyPublishers.ofByteArray(wireBody(request)));
    for (Map.Entry<String, JsonNode> header : request.get("headers").properties()) {
      builder.header(header.getKey(), header.getValue().asText());
    }
    return SERVER.client().send(builder.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] wireBody(JsonNode request) {
    return request.has("bodyBase64")
        ? Base64.getDecoder().decode(request.get("bodyBase64").asText())
        : request.path("body").asText().getBytes(StandardCharsets.UTF_8);
  }

  /** Decompressed. */
  static byte[] body(JsonNode request) throws IOException {
    byte[] bytes = wireBody(request);
    if (!request.has("bodyBase64")) {
      return bytes;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }

  private static ObjectNode readable(EventRecord event) {
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", event.kind().name());
    node.put("name", event.name());
    node.put("userId", event.identity().userId());
    node.put("deviceId", event.identity().deviceId());
    node.put("occurredAt", event.time().occurredAt().toString());
    node.put("claimedAt", event.time().claimedAt().toString());
    node.put("clamped", event.time().clamped());
    node.put("messageId", event.messageId());
    node.put("sessionId", event.sessionId());
    node.put("targetId", event.targetId());
    node.put("library", event.library());
    ObjectNode properties = node.putObject("properties");
    event.properties().forEach((name, value) -> properties.put(name, readable(value)));
    ArrayNode operations = node.putArray("userOperations");
    for (PropertyOperation operation : event.userOperations()) {
      operations.add(
          operation.kind().word() + ' ' + operation.name() + ' ' + readable(operation.value()));
    }
    return node;
  }

  private static String readable(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text(String text) -> "text " + text;
      case PropertyValue.Numeric(double number) -> "number " + number;
      case PropertyValue.ExactNumber(String decimal) -> "exact " + decimal;
      case PropertyValue.Flag(boolean on) -> "flag " + on;
      case PropertyValue.ListJson(String json) -> "list " + json;
      case PropertyValue.Null() -> "null";
    };
  }

  private static String pretty(JsonNode node) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return JSON.writer(printer).writeValueAsString(node) + '\n';
  }
}
