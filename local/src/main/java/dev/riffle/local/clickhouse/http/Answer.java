package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineConnection;
import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.libchdb.EngineInsert;
import dev.riffle.local.clickhouse.libchdb.EngineResult;
import dev.riffle.local.clickhouse.libchdb.EngineStream;
import dev.riffle.local.clickhouse.libchdb.QueryStatistics;
import dev.riffle.local.clickhouse.statement.Statement;
import dev.riffle.local.clickhouse.statement.StatementKind;
import dev.riffle.local.clickhouse.wire.ChunkJoiner;
import dev.riffle.local.clickhouse.wire.Encoding;
import dev.riffle.local.clickhouse.wire.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs a statement and sends what comes of it.
 *
 * <p>A result is held back until it is complete or over a few megabytes, so that an error of a
 * small one has a status and a code of its own. A larger one is streamed; an error in it is written
 * at the end of what was sent and the body broken off, as a server does.
 */
final class Answer {
  private static final int HELD_BACK_BYTES = 4 << 20;

  /** With wait_end_of_query=1; a server would go on in a file. */
  private static final int HELD_BACK_BYTES_WHEN_WAITING = 64 << 20;

  private final HttpExchange exchange;
  private final QueryRequest request;
  private final Statement statement;
  private final OutputFormat format;
  private final long startedAt = System.nanoTime();

  Answer(HttpExchange exchange, QueryRequest request, Statement statement) {
    this.exchange = exchange;
    this.request = request;
    this.statement = statement;
    boolean ofData = statement.kind() == StatementKind.INSERT_DATA;
    this.format =
        new OutputFormat(
            ofData ? request.defaultFormat() : statement.format().orElse(request.defaultFormat()));
  }

  /**
   * @param data of INSERT_DATA
   * @param engineDone called when the engine is, before the client can know of it
   * @throws EngineException before anything was sent, or after: see {@link HttpExchange#answered}
   * @throws IOException when the client or its data failed
   */
  QueryStatistics run(EngineConnection connection, InputStream data, Runnable engineDone)
      throws IOException {
    if (statement.kind() == StatementKind.INSERT_DATA) {
      QueryStatistics statistics = insert(connection, data);
      engineDone.run();
      send(new byte[0], statistics);
      return statistics;
    }
    return statement.kind() == StatementKind.SELECT && format.streamable()
        ? stream(connection, engineDone)
        : whole(connection, engineDone);
  }

  /** The answer of a statement without a result. */
  void empty() throws IOException {
    send(new byte[0], QueryStatistics.NONE);
  }

  private QueryStatistics insert(EngineConnection connection, InputStream data) throws IOException {
    String dataFormat = statement.format().orElse(request.defaultFormat());
    // data of this format may hold expressions, which nobody has checked for files and addresses
    if (dataFormat.equalsIgnoreCase("Values")) {
      throw new EngineException(
          EngineException.ACCESS_DENIED,
          "ACCESS_DENIED",
          "Data in the format Values are not taken; write VALUES into the statement.");
    }
    try (EngineInsert insert =
        connection.insert(statement.sql(), dataFormat, request.parameters())) {
      return insert.send(data);
    }
  }

  private QueryStatistics whole(EngineConnection connection, Runnable engineDone)
      throws IOException {
    try (EngineResult result =
        connection.query(statement.sql(), format.name(), request.parameters())) {
      QueryStatistics statistics = result.statistics();
      engineDone.run();
      send(result.bytes(), statistics);
      return statistics;
    }
  }

  private QueryStatistics stream(EngineConnection connection, Runnable engineDone)
      throws IOException {
    ByteArrayOutputStream held = new ByteArrayOutputStream();
    ChunkJoiner joiner = new ChunkJoiner(format);
    int limit = request.waitForEnd() ? HELD_BACK_BYTES_WHEN_WAITING : HELD_BACK_BYTES;
    try (EngineStream stream =
        connection.stream(statement.sql(), format.name(), request.parameters())) {
      while (held.size() < limit) {
        EngineResult chunk = stream.next();
        if (chunk == null) {
          engineDone.run();
          send(held.toByteArray(), stream.statistics());
          return stream.statistics();
        }
        join(joiner, chunk, held);
      }
      setHeaders(stream.statistics());
      exchange.stream(
          200, format.mediaType(), out -> streamRest(held, joiner, stream, engineDone, out));
      return stream.statistics();
    }
  }

  private void streamRest(
      ByteArrayOutputStream held,
      ChunkJoiner joiner,
      EngineStream stream,
      Runnable engineDone,
      OutputStream out)
      throws IOException {
    OutputStream encoded = request.responseEncoding().encode(out);
    held.writeTo(encoded);
    held.reset();
    try {
      for (EngineResult chunk = stream.next(); chunk != null; chunk = stream.next()) {
        join(joiner, chunk, encoded);
      }
    } catch (EngineException e) {
      String message = "\r\n__exception__\r\n" + e.getMessage() + "\r\n";
      encoded.write(message.getBytes(StandardCharsets.UTF_8));
      encoded.flush();
      throw e;
    }
    engineDone.run();
    encoded.close();
  }

  private static void join(ChunkJoiner joiner, EngineResult chunk, OutputStream out)
      throws IOException {
    try (chunk) {
      joiner.write(chunk.segment(), out);
    }
  }

  private void send(byte[] body, QueryStatistics statistics) throws IOException {
    setHeaders(statistics);
    byte[] encoded = body;
    if (request.responseEncoding() != Encoding.IDENTITY && body.length > 0) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = request.responseEncoding().encode(bytes)) {
        out.write(body);
      }
      encoded = bytes.toByteArray();
    }
    exchange.answer(200, format.mediaType(), encoded);
  }

  private void setHeaders(QueryStatistics statistics) {
    exchange.setHeader("X-ClickHouse-Format", format.name());
    request
        .responseEncoding()
        .contentCoding()
        .ifPresent(coding -> exchange.setHeader("Content-Encoding", coding));
    exchange.setHeader("X-ClickHouse-Summary", summary(statistics));
  }

  private String summary(QueryStatistics statistics) {
    return "{\"read_rows\":\""
        + statistics.readRows()
        + "\",\"read_bytes\":\""
        + statistics.readBytes()
        + "\",\"written_rows\":\""
        + statistics.writtenRows()
        + "\",\"written_bytes\":\""
        + statistics.writtenBytes()
        + "\",\"total_rows_to_read\":\"0\",\"result_rows\":\""
        + statistics.resultRows()
        + "\",\"result_bytes\":\""
        + statistics.resultBytes()
        + "\",\"elapsed_ns\":\""
        + (System.nanoTime() - startedAt)
        + "\"}";
  }
}
