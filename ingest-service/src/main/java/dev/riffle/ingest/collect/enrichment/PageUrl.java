package dev.riffle.ingest.collect.enrichment;

import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.CanonicalText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Parts of a page's URL. Whatever was sent is taken as it is, for browsers send URLs that no strict
 * parser reads; a text that is no URL has no parts. Pure.
 */
final class PageUrl {
  private static final String SCHEME_END = "://";
  private static final String CAMPAIGN_MARK = "utm_";
  private static final Map<String, String> CAMPAIGN =
      Map.of(
          "utm_source", "campaign.source",
          "utm_medium", "campaign.medium",
          "utm_campaign", "campaign.name",
          "utm_term", "campaign.term",
          "utm_content", "campaign.content",
          "utm_id", "campaign.id");

  private PageUrl() {}

  /**
   * The campaign that the query names, by the names of its properties. Of a name that is repeated
   * the first value counts, as browsers hand it out; empty values name nothing.
   */
  static Map<String, PropertyValue> campaign(String url) {
    int query = url.indexOf('?');
    if (query < 0 || url.indexOf(CAMPAIGN_MARK, query) < 0) {
      return Map.of();
    }
    int end = url.indexOf('#', query);
    Map<String, PropertyValue> campaign = new LinkedHashMap<>();
    for (String pair : url.substring(query + 1, end < 0 ? url.length() : end).split("&", -1)) {
      int equals = pair.indexOf('=');
      String property = equals < 0 ? null : CAMPAIGN.get(pair.substring(0, equals));
      if (property != null && equals + 1 < pair.length()) {
        campaign.putIfAbsent(property, PropertyValue.of(decoded(pair.substring(equals + 1))));
      }
    }
    return campaign;
  }

  /** The host in small letters, without user, password and port. */
  static Optional<PropertyValue> host(String url) {
    int from = afterScheme(url);
    if (from < 0) {
      return Optional.empty();
    }
    int to = pathStart(url, from);
    from = Math.max(from, url.lastIndexOf('@', to - 1) + 1);
    int port = url.lastIndexOf(':', to - 1);
    if (port >= from && url.lastIndexOf(']', to - 1) < port) {
      to = port;
    }
    return from < to
        ? Optional.of(PropertyValue.of(url.substring(from, to).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** The path as it stands in the URL; {@code /} when there is none. */
  static Optional<PropertyValue> path(String url) {
    int host = afterScheme(url);
    if (host < 0) {
      return Optional.empty();
    }
    int from = pathStart(url, host);
    if (from == url.length() || url.charAt(from) != '/') {
      return Optional.of(PropertyValue.of("/"));
    }
    int to = from;
    while (to < url.length() && url.charAt(to) != '?' && url.charAt(to) != '#') {
      to++;
    }
    return Optional.of(PropertyValue.of(url.substring(from, to)));
  }

  private static int afterScheme(String url) {
    int scheme = url.indexOf(SCHEME_END);
    return scheme > 0 && pathStart(url, 0) == scheme + 1 ? scheme + SCHEME_END.length() : -1;
  }

  private static int pathStart(String url, int from) {
    int at = from;
    while (at < url.length() && "/?#".indexOf(url.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static String decoded(String value) {
    if (value.indexOf('%') < 0 && value.indexOf('+') < 0) {
      return value;
    }
    try {
      return CanonicalText.value(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
