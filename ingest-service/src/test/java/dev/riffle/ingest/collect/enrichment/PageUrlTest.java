package dev.riffle.ingest.collect.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.PropertyValue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {
  @Test
  void theSixNamesOfACampaignAreRead() {
    assertThat(
            PageUrl.campaign(
                "https://a.example/p?utm_source=news&utm_medium=email&x=1&utm_campaign=Spring%20Sale"
                    + "&utm_term=red+shoes&utm_content=b%C3%A4r&utm_id=7#utm_source=late"))
        .containsExactly(
            Map.entry("campaign.source", PropertyValue.of("news")),
            Map.entry("campaign.medium", PropertyValue.of("email")),
            Map.entry("campaign.name", PropertyValue.of("Spring Sale")),
            Map.entry("campaign.term", PropertyValue.of("red shoes")),
            Map.entry("campaign.content", PropertyValue.of("bär")),
            Map.entry("campaign.id", PropertyValue.of("7")));
  }

  @ParameterizedTest
  @CsvSource({
    "?utm_source=first&utm_source=second, first",
    "?utm_source=&utm_source=second, second",
    "?utm_source=a=b, a=b",
    "?utm_source=100%, 100%",
    "?utm_source=%zz+x, %zz+x",
    "?utm_source=%ff, \uFFFD",
    "?utm_source=a%00b, a\uFFFDb"
  })
  void whateverTheQueryHoldsTheValueIsOneThatCanBeKept(String url, String source) {
    assertThat(PageUrl.campaign(url))
        .isEqualTo(Map.of("campaign.source", PropertyValue.of(source)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "utm_source=a",
        "https://a.example/utm_source=a",
        "https://a.example/?utm_source",
        "https://a.example/?utm_source=",
        "https://a.example/?my_utm_source=a",
        "https://a.example/?a=1#?utm_source=a"
      })
  void withoutANameInTheQueryThereIsNoCampaign(String url) {
    assertThat(PageUrl.campaign(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.Google.com/, www.google.com",
    "https://www.google.com, www.google.com",
    "http://localhost:3000/a?b=c@d:e, localhost",
    "https://user:secret@a.example:8443?x, a.example",
    "http://[2001:db8::1]/a, [2001:db8::1]",
    "http://[2001:db8::1]:8080/a?b[]=c, [2001:db8::1]",
    "android-app://com.google.android.gm/, com.google.android.gm"
  })
  void theHostIsWithoutUserAndPort(String url, String host) {
    assertThat(PageUrl.host(url)).contains(PropertyValue.of(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$direct",
        "a.example",
        "/login?next=https://a.example/",
        "https://",
        "https:///a",
        "https://@/",
        "://a.example",
        "about:blank"
      })
  void whatIsNoUrlHasNoHost(String url) {
    assertThat(PageUrl.host(url)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, /",
    "https://a.example?x=/y, /",
    "https://a.example/, /",
    "https://a.example/docs/a%20b?x=1#y, /docs/a%20b",
    "https://a.example/docs#/route?x, /docs"
  })
  void thePathIsAsItStands(String url, String path) {
    assertThat(PageUrl.path(url)).contains(PropertyValue.of(path));
  }

  @Test
  void whatIsNoUrlHasNoPath() {
    assertThat(PageUrl.path("/docs")).isEmpty();
    assertThat(PageUrl.path("app:home")).isEmpty();
  }
}
