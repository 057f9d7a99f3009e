package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTableWriterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|\"plain\"",
        "=1+1|\"'=1+1\"",
        "+1|\"'+1\"",
        "-1|\"'-1\"",
        "@x|\"'@x\"",
        "a=1|\"a=1\"",
        "say \"hi\", twice|\"say \"\"hi\"\", twice\"",
        "``|\"\""
      })
  void textsAreQuotedAndNoFormulas(String text, String cell) {
    assertThat(AnswerTableWriter.cell(text)).isEqualTo(cell);
  }

  @ParameterizedTest
  @CsvSource({"3.0,3", "0.25,0.25", "-2.0,-2"})
  void numbersAreWrittenAsJsonHasThem(double number, String cell) {
    assertThat(AnswerTableWriter.cell(number)).isEqualTo(cell);
  }
}
