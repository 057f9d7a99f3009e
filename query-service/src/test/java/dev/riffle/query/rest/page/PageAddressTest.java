package dev.riffle.query.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageAddressTest {
  @ParameterizedTest
  @CsvSource({
    "/, SCREEN",
    "/segmentation, SCREEN",
    "/people/ann, SCREEN",
    "/people/ann@example.com, SCREEN",
    "/nowhere, SCREEN",
    "/assets/index-1a2b.js, ASSET",
    "/icon.svg, FILE",
    "/index.html, FILE",
    "/favicon.ico, FILE",
    "/api/v1/events, FOREIGN",
    "/api/nothing, FOREIGN",
    "/q/health, FOREIGN",
    "/q/swagger-ui/, FOREIGN",
    "/problems/missing-key, FOREIGN"
  })
  void tellsScreensFromFilesAndFromTheRest(String path, PageAddress expected) {
    assertThat(PageAddress.of(path)).isEqualTo(expected);
  }
}
