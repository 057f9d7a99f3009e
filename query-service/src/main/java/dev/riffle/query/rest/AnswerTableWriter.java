package dev.riffle.query.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.answer.Answer;
import dev.riffle.query.export.AnswerTable;
import dev.riffle.query.export.AnswerTables;
import dev.riffle.query.export.ParquetTable;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers for those who accept no JSON: comma-separated values (RFC 4180, UTF-8), one JSON object
 * for each row, or a Parquet file. In the first a text that a spreadsheet would take for a formula
 * begins with {@code '}.
 */
@Provider
@Produces({AnswerTableWriter.CSV, AnswerTableWriter.JSONL, AnswerTableWriter.PARQUET})
public class AnswerTableWriter implements MessageBodyWriter<Answer> {
  static final String CSV = "text/csv";
  static final String JSONL = "application/x-ndjson";
  static final String PARQUET = "application/vnd.apache.parquet";

  private static final String BEGINS_A_FORMULA = "=+-@\t\r";

  private final ObjectMapper json;

  AnswerTableWriter(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Answer.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Answer answer,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream output)
      throws IOException {
    AnswerTable table = AnswerTables.of(answer);
    if (mediaType.isCompatible(MediaType.valueOf(PARQUET))) {
      ParquetTable.write(table, output);
      return;
    }
    Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    if (mediaType.isCompatible(MediaType.valueOf(CSV))) {
      writeCsv(table, writer);
    } else {
      writeLines(table, writer);
    }
    writer.flush();
  }

  private void writeLines(AnswerTable table, Writer writer) throws IOException {
    for (Map<String, Object> row : table.rows()) {
      writer.write(line(row));
      writer.write('\n');
    }
  }

  private String line(Map<String, Object> row) throws JsonProcessingException {
    return json.writeValueAsString(row);
  }

  private static void writeCsv(AnswerTable table, Writer writer) throws IOException {
    List<String> columns = table.columns();
    writer.write(columns.stream().map(AnswerTableWriter::text).collect(Collectors.joining(",")));
    writer.write("\r\n");
    for (Map<String, Object> row : table.rows()) {
      writer.write(
          columns.stream().map(column -> cell(row.get(column))).collect(Collectors.joining(",")));
      writer.write("\r\n");
    }
  }

  static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> StoredValue.decimal(number);
      case String text -> text(text);
      default -> value.toString();
    };
  }

  private static String text(String text) {
    boolean formula = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
