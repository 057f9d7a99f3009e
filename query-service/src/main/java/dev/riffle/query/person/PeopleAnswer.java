package dev.riffle.query.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.answer.Meta;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of the persons behind a number.
 *
 * @param total how many there are, which is the number; on the first page
 * @param next asks for the page after this one; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PeopleAnswer(
    OptionalLong total, List<PersonEntry> persons, Optional<String> next, Meta meta) {
  public PeopleAnswer {
    persons = List.copyOf(persons);
  }
}
