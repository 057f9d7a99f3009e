package dev.riffle.ingest.collect.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.FieldNames;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnrichmentTest {
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.2 Mobile/15E148 Safari/604.1";
  private static final String ADDRESS = "192.0.2.1";
  private static final Client CLIENT = new Client(ADDRESS, IPHONE);
  private static final String URL = "https://a.example/docs?utm_source=news&utm_campaign=spring";

  private final Enrichment enrichment = enrichment(false);

  @Test
  void anEventGetsWhatFollowsFromItsClientAndItsPage() {
    Map<String, PropertyValue> enriched =
        enriched(
            CLIENT,
            Map.of("page.url", URL, "page.referrer", "https://www.google.com/search", "own", "1"));

    assertThat(enriched)
        .isEqualTo(
            texts(
                Map.ofEntries(
                    Map.entry("page.url", URL),
                    Map.entry("page.referrer", "https://www.google.com/search"),
                    Map.entry("own", "1"),
                    Map.entry("page.path", "/docs"),
                    Map.entry("page.referringDomain", "www.google.com"),
                    Map.entry("campaign.source", "news"),
                    Map.entry("campaign.name", "spring"),
                    Map.entry("os.name", "iOS"),
                    Map.entry("os.version", "17.2"),
                    Map.entry("browser.name", "Mobile Safari"),
                    Map.entry("browser.version", "17.2"),
                    Map.entry("device.type", "mobile"),
                    Map.entry("device.model", "iPhone"),
                    Map.entry("geo.country", "DE"),
                    Map.entry("geo.region", "Bavaria"),
                    Map.entry("geo.city", "Munich"))));
  }

  @ParameterizedTest
  @CsvSource({
    "page.path, /other",
    "page.referringDomain, other.example",
    "campaign.source, other",
    "os.name, other",
    "os.version, other",
    "browser.name, other",
    "browser.version, other",
    "device.type, other",
    "device.model, other",
    "geo.country, FR",
    "ip, 203.0.113.1"
  })
  void whatWasSentStays(String name, String sent) {
    Map<String, PropertyValue> enriched =
        enriched(
            CLIENT,
            Map.of("page.url", URL, "page.referrer", "https://www.google.com/", name, sent));

    assertThat(enriched.get(name)).isEqualTo(PropertyValue.of(sent));
  }

  @Test
  void nullThatWasSentStaysToo() {
    Map<String, PropertyValue> sent = new LinkedHashMap<>();
    sent.put("device.type", new PropertyValue.Null());

    assertThat(enrichment.enriched(event(EventKind.TRACK, CLIENT, sent)).properties())
        .containsEntry("device.type", new PropertyValue.Null());
  }

  @ParameterizedTest
  @CsvSource({
    "campaign.medium, email, campaign.source campaign.name",
    "geo.country, FR, geo.region geo.city",
    "geo.city, Paris, geo.country geo.region",
    "os.name, Android, os.version",
    "os.version, 14, os.name",
    "browser.name, Chrome, browser.version",
    "browser.version, 120, browser.name"
  })
  void partsOfAnotherThingAreNotAdded(String name, String sent, String absent) {
    Map<String, PropertyValue> enriched = enriched(CLIENT, Map.of("page.url", URL, name, sent));

    assertThat(enriched).doesNotContainKeys(absent.split(" "));
  }

  @Test
  void theVersionOfTheSameThingIsAdded() {
    assertThat(enriched(CLIENT, Map.of("os.name", "iOS", "browser.name", "Mobile Safari")))
        .containsAllEntriesOf(texts(Map.of("os.version", "17.2", "browser.version", "17.2")));
  }

  @Test
  void anAddressIsKeptOnlyWhenItIsWanted() {
    assertThat(enriched(CLIENT, Map.of())).doesNotContainKey("ip");
    assertThat(enrichment(true).enriched(event(EventKind.TRACK, CLIENT, Map.of())).properties())
        .containsEntry("ip", PropertyValue.of(ADDRESS));
  }

  @Test
  void anEventOfAnUnknownClientWithoutAPageStaysTheSame() {
    ReceivedEvent event = event(EventKind.TRACK, Client.UNKNOWN, texts(Map.of("plan", "pro")));

    assertThat(enrichment.enriched(event)).isSameAs(event);
  }

  @ParameterizedTest
  @EnumSource(value = EventKind.class, mode = EnumSource.Mode.EXCLUDE, names = "TRACK")
  void onlyEventsAreEnriched(EventKind kind) {
    ReceivedEvent event = event(kind, CLIENT, texts(Map.of("page.url", URL)));

    assertThat(enrichment.enriched(event)).isSameAs(event);
  }

  @Test
  void propertiesThatAreNoTextsAreNoUrls() {
    Map<String, PropertyValue> sent =
        Map.of("page.url", PropertyValue.of(1), "page.referrer", PropertyValue.of(true));

    assertThat(enrichment.enriched(event(EventKind.TRACK, Client.UNKNOWN, sent)).properties())
        .isEqualTo(sent);
  }

  private Map<String, PropertyValue> enriched(Client client, Map<String, String> sent) {
    return enrichment.enriched(event(EventKind.TRACK, client, texts(sent))).properties();
  }

  private static Enrichment enrichment(boolean keepsAddress) {
    Places places =
        address -> address.equals(ADDRESS) ? new Place("DE", "Bavaria", "Munich") : Place.UNKNOWN;
    return new Enrichment(
        new KnownUserAgents(10, 100, System::nanoTime, () -> {}), places, keepsAddress);
  }

  private static Map<String, PropertyValue> texts(Map<String, String> texts) {
    Map<String, PropertyValue> properties = new LinkedHashMap<>();
    texts.forEach((name, text) -> properties.put(name, PropertyValue.of(text)));
    return properties;
  }

  private static ReceivedEvent event(
      EventKind kind, Client client, Map<String, PropertyValue> properties) {
    return new ReceivedEvent(
        0,
        kind,
        "Clicked",
        "alice",
        null,
        null,
        null,
        null,
        "",
        "",
        "",
        properties,
        List.of(),
        client,
        new FieldNames("userId", "anonymousId", "groupId", "messageId", "timestamp"));
  }
}
