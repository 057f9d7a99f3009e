package dev.riffle.query.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.person.PeopleList;
import dev.riffle.query.person.PersonEntry;
import dev.riffle.query.question.PropertyValueSerializer;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/**
 * A list of persons as comma-separated values (RFC 4180, UTF-8): kind, id as it was sent, current
 * properties as one JSON object. Holds one page at a time, whatever the length of the list. Texts
 * are as they were sent, also those that a spreadsheet would take for a formula.
 */
@Singleton
class PeopleCsv {
  /** Persons that are asked for at once. */
  static final int PAGE = 20_000;

  private final ObjectMapper json;

  PeopleCsv(ObjectMapper json) {
    this.json =
        json.copy()
            .registerModule(
                new SimpleModule()
                    .addSerializer(PropertyValue.class, new PropertyValueSerializer()));
  }

  /**
   * Writes the whole list and leaves the stream open.
   *
   * @param after the page after a person
   */
  void write(OutputStream output, PeopleList.Page first, LongFunction<PeopleList.Page> after)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    writer.write("kind,id,properties\r\n");
    PeopleList.Page page = first;
    while (true) {
      for (PersonEntry person : page.persons()) {
        writer.write(row(person));
      }
      writer.flush();
      if (page.last().isEmpty()) {
        return;
      }
      page = after.apply(page.last().getAsLong());
    }
  }

  private String row(PersonEntry person) throws JsonProcessingException {
    String properties = json.writeValueAsString(person.properties());
    return person.kind().map(IdKind::wire).orElse("")
        + ","
        + quoted(person.id().orElse(""))
        + ","
        + quoted(properties)
        + "\r\n";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
