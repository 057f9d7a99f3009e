package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A number made of the series' numbers, cell by cell: {@code 100 * A / B}, {@code revenue(A) /
 * uniques(B)}.
 *
 * @param formula of letters of series, with the question's first measure or the key of another
 * @param as its name in the answer; the formula itself by default
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Formula(String formula, Optional<String> as) {
  public static final int CHARACTERS_MAX = 200;

  public Formula {
    if (formula.isBlank() || formula.length() > CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/formula",
          FaultCode.OUT_OF_BOUNDS,
          "A formula has 1 to " + CHARACTERS_MAX + " characters.");
    }
    if (as.isPresent() && (as.get().isBlank() || as.get().length() > Measure.NAME_CHARACTERS_MAX)) {
      throw InvalidQuestion.at(
          "/as",
          FaultCode.OUT_OF_BOUNDS,
          "A formula's name has 1 to " + Measure.NAME_CHARACTERS_MAX + " characters.");
    }
    FormulaParser.parse(formula);
  }

  @JsonIgnore
  public String name() {
    return as.orElse(formula);
  }

  @JsonIgnore
  public Expression expression() {
    return FormulaParser.parse(formula);
  }
}
