package dev.riffle.ingest.collect.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextValuesTest {
  @ParameterizedTest
  @CsvSource({
    "Desktop, desktop",
    "iOS, mobile",
    "Smartphone, mobile",
    "TABLET, tablet",
    "Smart TV, tv",
    "bot, bot",
    "Wearable, wearable"
  })
  void deviceTypesAreOneOfFewWords(String sent, String canonical) {
    assertThat(ContextValues.deviceType(sent)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({"HU, HU", "hu, HU", "Hungary, HU", "united states, US", "Atlantis, Atlantis"})
  void countriesAreCodes(String sent, String canonical) {
    assertThat(ContextValues.country(sent)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({"156, 156", "17.5, 17.5", "-1, -1"})
  void versionsAreTexts(double sent, String canonical) {
    assertThat(
            ContextValues.canonical(ContextNames.BROWSER_VERSION, new PropertyValue.Numeric(sent)))
        .isEqualTo(PropertyValue.of(canonical));
    assertThat(ContextValues.canonical("other", new PropertyValue.Numeric(sent)))
        .isEqualTo(new PropertyValue.Numeric(sent));
  }

  @Test
  void whatWasSentUnderTheCanonicalNameWinsAndTheUnknownIsLeftOut() {
    ContextMapping mapping =
        new ContextMapping(
            Map.of("$url", ContextNames.PAGE_URL, "$referrer", ContextNames.PAGE_REFERRER));
    Map<String, PropertyValue> sent = new LinkedHashMap<>();
    sent.put("$url", PropertyValue.of("vendor"));
    sent.put("$referrer", PropertyValue.of("$direct"));
    sent.put("own", new PropertyValue.Null());
    sent.put(ContextNames.PAGE_URL, PropertyValue.of("sent"));

    assertThat(mapping.canonical(sent))
        .containsExactly(
            Map.entry("own", new PropertyValue.Null()),
            Map.entry(ContextNames.PAGE_URL, PropertyValue.of("sent")));
  }

  @Test
  void nothingIsCopiedWhenNothingIsToBeRenamed() {
    Map<String, PropertyValue> sent = Map.of("own", PropertyValue.of(1));

    assertThat(new ContextMapping(Map.of("$url", "page.url")).canonical(sent)).isSameAs(sent);
  }
}
