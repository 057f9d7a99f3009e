package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.statement.SourceRules;
import dev.riffle.local.clickhouse.statement.Statement;
import dev.riffle.local.clickhouse.statement.StatementKind;
import dev.riffle.local.clickhouse.statement.StatementReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The statement of a request and the data that follow it. The statement is the URL's query, a line
 * feed and the body; of an INSERT with data only its beginning is read.
 *
 * @param data of INSERT_DATA, not read yet; empty otherwise
 */
record RequestBody(Statement statement, InputStream data) {
  /** An INSERT's preamble is looked for in as much. */
  private static final int HEAD_BYTES = 1 << 18;

  private static final int QUERY_IS_TOO_LARGE = 229;

  /**
   * @param maxSqlBytes of a statement, values included
   */
  static RequestBody read(String urlSql, InputStream body, int maxSqlBytes, SourceRules rules)
      throws IOException {
    byte[] prefix =
        urlSql.isEmpty() ? new byte[0] : (urlSql + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] head = join(prefix, body.readNBytes(HEAD_BYTES));
    boolean whole = head.length < prefix.length + HEAD_BYTES;
    String text = new String(head, StandardCharsets.UTF_8);
    if (!whole) {
      RequestBody insert = insertIn(text, head, body, rules);
      if (insert != null) {
        return insert;
      }
      head = join(head, body.readNBytes(maxSqlBytes));
      if (head.length >= maxSqlBytes) {
        throw new EngineException(
            QUERY_IS_TOO_LARGE, "QUERY_IS_TOO_LARGE", "Statement over " + maxSqlBytes + " bytes.");
      }
      text = new String(head, StandardCharsets.UTF_8);
    }
    return of(text, head, InputStream.nullInputStream(), rules);
  }

  /** The INSERT whose data are too long to be read here, or null when it is something else. */
  private static @Nullable RequestBody insertIn(
      String text, byte[] head, InputStream rest, SourceRules rules) {
    try {
      RequestBody body = of(text, head, rest, rules);
      boolean preambleEndsHere =
          body.statement.kind() == StatementKind.INSERT_DATA
              && body.statement.dataStart() < text.length() - 1;
      return preambleEndsHere ? body : null;
    } catch (EngineException e) {
      // the text ends anywhere: what is wrong with it will show when all of it is there
      return null;
    }
  }

  private static RequestBody of(String text, byte[] bytes, InputStream rest, SourceRules rules) {
    Statement statement = StatementReader.read(text, rules);
    if (statement.kind() != StatementKind.INSERT_DATA) {
      return new RequestBody(statement, InputStream.nullInputStream());
    }
    // data may be binary, so they are cut from the bytes, not from the text
    int from = text.substring(0, statement.dataStart()).getBytes(StandardCharsets.UTF_8).length;
    InputStream start = new ByteArrayInputStream(bytes, from, bytes.length - from);
    return new RequestBody(statement, new SequenceInputStream(start, rest));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
