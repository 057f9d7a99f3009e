package dev.riffle.ingest.collect.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.ingest.collect.outcome.Problem;
import dev.riffle.ingest.collect.outcome.RefusedRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
  @Test
  void percentAndPlusAreUndoneInNamesAndValues() throws Exception {
    FormFields form = form("api%5Fkey=a+b%20c&e=%5B%5d&empty=&=nothing&noEquals&e2=%C3%A9");

    assertThat(form.text("api_key")).isEqualTo("a b c");
    assertThat(form.text("e")).isEqualTo("[]");
    assertThat(form.text("empty")).isEmpty();
    assertThat(form.text("e2")).isEqualTo("é");
    assertThat(form.text("noEquals")).isNull();
    assertThat(form.text("")).isNull();
    assertThat(FormFields.ofQuery("").text("e")).isNull();
  }

  @Test
  void theLastOfARepeatedNameCounts() throws Exception {
    assertThat(form("a=1&a=2").text("a")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%1", "a=%1&b=2", "a=%zz", "%2=1"})
  void aPercentWithoutTwoHexDigitsIsRefused(String form) {
    refused(form, Problem.INVALID_ENCODING);
  }

  @Test
  void aFormHasAtMostAHundredFields() throws Exception {
    assertThat(form(fields(100)).text("f99")).isEqualTo("1");
    refused(fields(101), Problem.INVALID_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, ' '", "2, ' ~?>'", "3, 'ÿþ'"})
  void jsonMayBeBase64OfEitherAlphabetPaddedOrNot(int spaces, String value) throws Exception {
    String json = " ".repeat(spaces) + "{\"a\":\"" + value + "\"}";
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String standard = Base64.getEncoder().encodeToString(bytes);

    for (String sent :
        new String[] {
          standard,
          standard.replace("+", "%2B").replace("=", "%3D"),
          Base64.getUrlEncoder().encodeToString(bytes),
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
        }) {
      assertThat(new String(form("data=" + sent).json("data"), StandardCharsets.UTF_8))
          .isEqualTo(json);
    }
    assertThat(new String(form("data=%20%7B%7D").json("data"), StandardCharsets.UTF_8))
        .isEqualTo(" {}");
    assertThat(form("data=").json("other")).isNull();
  }

  @Test
  void whatIsNeitherJsonNorBase64IsRefused() throws Exception {
    FormFields form = form("data=%22text%22");

    assertThatThrownBy(() -> form.json("data"))
        .isInstanceOfSatisfying(
            RefusedRequestException.class,
            e -> assertThat(e.refusal().problem()).isEqualTo(Problem.INVALID_ENCODING));
  }

  @ParameterizedTest
  @CsvSource({"'{}', true", "' \n[]', true", "'a=1', false", "'', false", "'é{', false"})
  void theFirstVisibleCharacterTellsJsonFromAForm(String body, boolean json) {
    assertThat(FormFields.isJson(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(json);
  }

  private static String fields(int count) {
    return IntStream.range(0, count).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));
  }

  private static FormFields form(String form) throws RefusedRequestException {
    return FormFields.read(form.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(String form, Problem problem) {
    assertThatThrownBy(() -> form(form))
        .isInstanceOfSatisfying(
            RefusedRequestException.class,
            e -> assertThat(e.refusal().problem()).isEqualTo(problem));
  }
}
