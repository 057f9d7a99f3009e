package dev.riffle.ingest.collect.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaxMindPlacesTest {
  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void writeFile() throws IOException {
    file = directory.resolve("places.mmdb");
    new MaxMindFile()
        .put(
            "192.0.2.0/24",
            Map.of(
                "country", Map.of("iso_code", "DE", "names", Map.of("en", "Germany")),
                "subdivisions",
                    List.of(
                        Map.of("names", Map.of("en", "Bavaria", "de", "Bayern")),
                        Map.of("names", Map.of("en", "Upper Bavaria"))),
                "city", Map.of("names", Map.of("en", "Munich"))))
        .put("198.51.100.7/32", Map.of("country", Map.of("iso_code", "JP")))
        .put("203.0.113.0/24", Map.of("traits", Map.of("note", "no country")))
        .put("2001:db8::/32", Map.of("country", Map.of("iso_code", "FR")))
        .writeTo(file, "Test-City");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0, DE",
    "192.0.2.255, DE",
    "198.51.100.7, JP",
    "2001:db8::1, FR",
    "2001:DB8:ffff:ffff:ffff:ffff:ffff:ffff, FR",
    "::ffff:192.0.2.1, DE"
  })
  void anAddressHasTheCountryOfItsNetwork(String address, String country) {
    assertThat(MaxMindPlaces.open(file).of(address).country()).isEqualTo(country);
  }

  @Test
  void aCityComesWithItsLargestRegionInEnglish() {
    assertThat(MaxMindPlaces.open(file).of("192.0.2.1"))
        .isEqualTo(new Place("DE", "Bavaria", "Munich"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.1.255",
        "192.0.3.0",
        "198.51.100.6",
        "203.0.113.1",
        "2001:db9::",
        "127.0.0.1",
        "",
        "localhost",
        "192.0.2",
        "192.0.2.1, 192.0.2.2",
        "$remote"
      })
  void anythingElseIsUnknown(String address) {
    MaxMindPlaces places = MaxMindPlaces.open(file);

    assertThat(places.of(address)).isEqualTo(Place.UNKNOWN);
    assertThat(places.of(address)).isEqualTo(Place.UNKNOWN);
  }

  @Test
  void anAddressTooLongToBeOneIsNotLookedAt() {
    assertThat(MaxMindPlaces.open(file).of("1".repeat(65))).isEqualTo(Place.UNKNOWN);
  }

  @Test
  void aFileThatIsNoneFailsTheStart() throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "no database");

    assertThatThrownBy(() -> MaxMindPlaces.open(other)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> MaxMindPlaces.open(directory.resolve("missing")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void aDatabaseOfSomethingElseFailsTheStart() throws IOException {
    Path networks = directory.resolve("asn.mmdb");
    new MaxMindFile()
        .put("192.0.2.0/24", Map.of("organization", "o"))
        .writeTo(networks, "Test-ASN");

    assertThatThrownBy(() -> MaxMindPlaces.open(networks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a database of type Test-ASN names no countries");
  }
}
