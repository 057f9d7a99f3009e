package dev.riffle.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.testing.KafkaResource;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests on whose end two servers in a row could disagree (RFC 9112, section 11.2). Each hides a
 * second request; there must be one 400, and the end of the connection.
 */
@QuarkusTest
@TestProfile(SlowClients.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class SmugglingIT {
  private static final String HIDDEN = "GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n";

  static Stream<Arguments> requests() {
    String chunks = "3\r\n{ }\r\n0\r\n\r\n";
    return Stream.of(
        Arguments.of(
            "both lengths", post("Content-Length: 3", "Transfer-Encoding: chunked"), chunks),
        Arguments.of(
            "both lengths", post("Transfer-Encoding: chunked", "Content-Length: 3"), chunks),
        Arguments.of(
            "chunked by HTTP/1.0",
            post("Transfer-Encoding: chunked").replace("HTTP/1.1", "HTTP/1.0"),
            chunks),
        Arguments.of("chunked is not last", post("Transfer-Encoding: chunked, identity"), chunks),
        Arguments.of("unknown coding", post("Transfer-Encoding: xchunked"), chunks),
        Arguments.of("unknown coding", post("Transfer-Encoding: identity"), chunks),
        Arguments.of("blank before the colon", post("Transfer-Encoding : chunked"), chunks),
        Arguments.of("folded field", post("X-A: b\r\n Transfer-Encoding: chunked"), chunks),
        Arguments.of("folded field", post("X-A: b\r\n\tc", "Content-Length: 0"), ""),
        Arguments.of("folded field", post("Transfer-Encoding:\r\n chunked"), chunks),
        Arguments.of("two lengths", post("Content-Length: 0", "Content-Length: 3"), "{ }"),
        Arguments.of(
            "twice the same length", post("Content-Length: 3", "Content-Length: 3"), "{ }"),
        Arguments.of("list of lengths", post("Content-Length: 3, 3"), "{ }"),
        Arguments.of("length with a sign", post("Content-Length: +3"), "{ }"),
        Arguments.of("negative length", post("Content-Length: -3"), "{ }"),
        Arguments.of("hexadecimal length", post("Content-Length: 0x3"), "{ }"),
        Arguments.of(
            "lines that end with LF", post("Content-Length: 3").replace("\r\n", "\n"), "{ }"),
        Arguments.of("NUL in a field", post("X-A: b\0c", "Content-Length: 3"), "{ }"),
        Arguments.of("CR in a field", post("X-A: b\rc: d", "Content-Length: 3"), "{ }"),
        Arguments.of(
            "chunk size with a sign", post("Transfer-Encoding: chunked"), "+3\r\n{ }\r\n0\r\n\r\n"),
        Arguments.of(
            "chunk size too large",
            post("Transfer-Encoding: chunked"),
            "fffffffffffffff3\r\n{ }\r\n0\r\n\r\n"),
        Arguments.of(
            "chunk size of nothing", post("Transfer-Encoding: chunked"), "\r\n{ }\r\n0\r\n\r\n"),
        Arguments.of(
            "chunk size with a prefix",
            post("Transfer-Encoding: chunked"),
            "0x3\r\n{ }\r\n0\r\n\r\n"),
        Arguments.of(
            "LF in a chunk extension",
            post("Transfer-Encoding: chunked"),
            "3;a\nb\r\n{ }\r\n0\r\n\r\n"),
        Arguments.of(
            "LF after a chunk size", post("Transfer-Encoding: chunked"), "3\n{ }\r\n0\r\n\r\n"),
        Arguments.of(
            "chunk longer than its size",
            post("Transfer-Encoding: chunked"),
            "3\r\n{  }\r\n0\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("requests")
  void isRefusedAndTheConnectionIsEnded(String what, String head, String body) throws Exception {
    try (RawConnection connection = open()) {
      connection.send(head + body + HIDDEN);

      String said = connection.readToEnd();

      assertThat(said).as(what).containsPattern("^HTTP/1[.][01] 400 ");
      assertThat(said.split("HTTP/1[.]", -1)).as("one reply").hasSize(2);
    }
  }

  @Test
  void whatIsFoldedAcrossPacketsIsRefusedToo() throws Exception {
    for (String rest : List.of(" folded: 1\r\n\r\n", "\tfolded: 1\r\n\r\n")) {
      try (RawConnection connection = open()) {
        connection.send("POST /v1/track HTTP/1.1\r\nHost: x\r\n");
        connection.send(rest);

        assertThat(connection.readToEnd()).containsPattern("^HTTP/1[.][01] 400 ");
      }
    }
  }

  @Test
  void wellFormedChunksWithAnExtensionAreRead() throws Exception {
    try (RawConnection connection = open()) {
      connection.send(post("Transfer-Encoding: chunked") + "2;a=b\r\n{}\r\n0\r\n\r\n" + HIDDEN);

      assertThat(connection.readReply()).startsWith("HTTP/1.1 40").contains("ingest-");
      assertThat(connection.readReply()).startsWith("HTTP/1.1 200 ");
    }
  }

  private static String post(String... fields) {
    return "POST /v1/track HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
  }

  private static RawConnection open() throws Exception {
    return new RawConnection(
        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class)).getPort());
  }
}
