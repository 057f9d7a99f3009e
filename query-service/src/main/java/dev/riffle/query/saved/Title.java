package dev.riffle.query.saved;

import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.JsonFields;
import java.util.Optional;

/**
 * What people call a kept thing.
 *
 * @param owner who answers for it, as a person writes it; may be empty
 * @param description may be empty
 */
public record Title(String name, String owner, String description) {
  public static final int NAME_CHARACTERS_MAX = 200;
  public static final int OWNER_CHARACTERS_MAX = 200;
  public static final int DESCRIPTION_CHARACTERS_MAX = 2_000;

  public Title {
    refuseLonger("/name", name, NAME_CHARACTERS_MAX);
    refuseLonger("/owner", owner, OWNER_CHARACTERS_MAX);
    refuseLonger("/description", description, DESCRIPTION_CHARACTERS_MAX);
    if (name.isBlank()) {
      throw InvalidQuestion.at("/name", FaultCode.OUT_OF_BOUNDS, "A name has a letter at least.");
    }
  }

  /** The fields {@code name}, {@code owner} and {@code description}. */
  public static Optional<Title> in(JsonFields fields) {
    fields.require("name");
    Optional<String> name = fields.text("name").map(String::strip);
    Optional<String> owner = fields.text("owner").map(String::strip);
    Optional<String> description = fields.text("description").map(String::strip);
    return name.flatMap(
        given -> fields.built(() -> new Title(given, owner.orElse(""), description.orElse(""))));
  }

  private static void refuseLonger(String pointer, String text, int charactersMax) {
    if (text.length() > charactersMax) {
      throw InvalidQuestion.at(
          pointer, FaultCode.OUT_OF_BOUNDS, "It has at most " + charactersMax + " characters.");
    }
  }
}
