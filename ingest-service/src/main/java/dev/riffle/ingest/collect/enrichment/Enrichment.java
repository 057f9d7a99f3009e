package dev.riffle.ingest.collect.enrichment;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.protocol.Client;
import dev.riffle.ingest.collect.protocol.ReceivedEvent;
import java.util.Map;

/**
 * Adds to a tracked event the properties that follow from its client and its page; docs/events.md,
 * "Enrichment". Of what was sent nothing is changed, and what belongs together is never mixed: an
 * event that names its campaign, place, browser or system itself gets no other parts of one.
 * Thread-safe; never fails an event.
 */
public final class Enrichment {
  private final KnownUserAgents userAgents;
  private final Places places;
  private final boolean keepsAddress;

  /**
   * @param keepsAddress whether the client's address becomes the property {@code ip}
   */
  public Enrichment(KnownUserAgents userAgents, Places places, boolean keepsAddress) {
    this.userAgents = userAgents;
    this.places = places;
    this.keepsAddress = keepsAddress;
  }

  /** The event with what could be added; the same one when there is nothing, or it is no event. */
  public ReceivedEvent enriched(ReceivedEvent event) {
    if (event.kind() != EventKind.TRACK) {
      return event;
    }
    AddedProperties added = new AddedProperties(event.properties());
    addPage(added);
    addClient(event.client(), added);
    return added.isEmpty() ? event : event.withProperties(added.all());
  }

  private static void addPage(AddedProperties added) {
    if (added.sent("page.url") instanceof PropertyValue.Text(String url)) {
      if (added.sent("page.path") == null) {
        PageUrl.path(url).ifPresent(path -> added.putIfNotSent("page.path", path));
      }
      Map<String, PropertyValue> campaign = PageUrl.campaign(url);
      if (!campaign.isEmpty() && !added.sentAnyOf("campaign.")) {
        campaign.forEach(added::putIfNotSent);
      }
    }
    if (added.sent("page.referrer") instanceof PropertyValue.Text(String referrer)
        && added.sent("page.referringDomain") == null) {
      PageUrl.host(referrer).ifPresent(host -> added.putIfNotSent("page.referringDomain", host));
    }
  }

  private void addClient(Client client, AddedProperties added) {
    if (!client.userAgent().isEmpty()) {
      userAgents.of(client.userAgent()).addTo(added);
    }
    if (client.address().isEmpty()) {
      return;
    }
    if (keepsAddress) {
      added.putIfNotSent("ip", PropertyValue.of(client.address()));
    }
    Place place = places.of(client.address());
    if (!place.equals(Place.UNKNOWN) && !added.sentAnyOf("geo.")) {
      place.addTo(added);
    }
  }
}
