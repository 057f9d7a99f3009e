package dev.riffle.ingest.collect.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class UserAgentReaderTest {
  private static final UserAgentReader READER = new UserAgentReader();

  /** A dash stands for what is not known. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/enrichment/user-agents.csv",
      delimiter = '|',
      useHeadersInDisplayName = true)
  void aUserAgentSaysWhatItsClientIs(
      String userAgent, String system, String browser, String device) {
    UserAgentProperties read = READER.read(userAgent);

    assertThat(text(read.osName(), read.osVersion())).as(userAgent).isEqualTo(system);
    assertThat(text(read.browserName(), read.browserVersion())).as(userAgent).isEqualTo(browser);
    assertThat(text(read.deviceType(), read.deviceModel())).as(userAgent).isEqualTo(device);
  }

  private static String text(@Nullable PropertyValue first, @Nullable PropertyValue second) {
    return Stream.of(first, second)
        .map(value -> value instanceof PropertyValue.Text(String text) ? text : "-")
        .collect(Collectors.joining(" / "));
  }
}
