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
import dev.riffle.ingest.collect.protocol.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests recorded from the vendors' own libraries, and the records that they become. A new
 * library is a new folder. {@code -Dexpected.write=true} writes the expected files, to be read
 * before they are committed.
 */
class RecordedRequestsTest {
  private static final Path RECORDINGS = Path.of("src/test/resources/protocol");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Path> requests() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      return files
          .filter(file -> file.toString().endsWith(".request.json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRecordedRequestBecomesTheExpectedRecords(Path file) throws IOException {
    JsonNode request = JSON.readTree(file.toFile());
    CollectorFixture collector =
        new CollectorFixture(Instant.parse(request.get("recordedAt").asText()));
    JsonNode authorization = request.get("headers").get("authorization");

    Reply reply =
        collector.post(
            request.get("path").asText(),
            authorization == null ? null : authorization.asText(),
            body(request));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    ArrayNode records = JSON.createArrayNode();
    collector.log.events.forEach(event -> records.add(readable(event)));
    Path expected =
        file.resolveSibling(
            file.getFileName().toString().replace(".request.json", ".expected.json"));
    if (Boolean.getBoolean("expected.write")) {
      Files.writeString(expected, pretty(records));
    }
    assertThat(pretty(records)).isEqualTo(Files.readString(expected));
  }

  static byte[] body(JsonNode request) throws IOException {
    JsonNode compressed = request.get("bodyBase64");
    if (compressed == null) {
      return request.get("body").asText().getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = Base64.getDecoder().decode(compressed.asText());
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
