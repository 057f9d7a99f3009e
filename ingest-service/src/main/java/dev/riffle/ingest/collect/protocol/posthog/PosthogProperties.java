package dev.riffle.ingest.collect.protocol.posthog;

import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextMapping;
import dev.riffle.ingest.collect.canonical.ContextNames;
import java.util.Map;
import java.util.Set;

/** What PostHog's libraries put beside the sender's own properties, under canonical names. Pure. */
final class PosthogProperties {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("$current_url", ContextNames.PAGE_URL),
          Map.entry("$pathname", ContextNames.PAGE_PATH),
          Map.entry("$title", ContextNames.PAGE_TITLE),
          Map.entry("$referrer", ContextNames.PAGE_REFERRER),
          Map.entry("$referring_domain", ContextNames.PAGE_REFERRING_DOMAIN),
          Map.entry("utm_source", ContextNames.CAMPAIGN_SOURCE),
          Map.entry("utm_medium", ContextNames.CAMPAIGN_MEDIUM),
          Map.entry("utm_campaign", ContextNames.CAMPAIGN_NAME),
          Map.entry("utm_term", ContextNames.CAMPAIGN_TERM),
          Map.entry("utm_content", ContextNames.CAMPAIGN_CONTENT),
          Map.entry("utm_id", ContextNames.CAMPAIGN_ID),
          Map.entry("$os", ContextNames.OS_NAME),
          Map.entry("$os_name", ContextNames.OS_NAME),
          Map.entry("$os_version", ContextNames.OS_VERSION),
          Map.entry("$browser", ContextNames.BROWSER_NAME),
          Map.entry("$browser_version", ContextNames.BROWSER_VERSION),
          Map.entry("$device_type", ContextNames.DEVICE_TYPE),
          Map.entry("$device_model", ContextNames.DEVICE_MODEL),
          Map.entry("$device", ContextNames.DEVICE_MODEL),
          Map.entry("$device_manufacturer", ContextNames.DEVICE_MANUFACTURER),
          Map.entry("$screen_name", ContextNames.SCREEN_NAME),
          Map.entry("$app_name", ContextNames.APP_NAME),
          Map.entry("$app_version", ContextNames.APP_VERSION),
          Map.entry("$browser_language", ContextNames.LOCALE),
          Map.entry("$locale", ContextNames.LOCALE),
          Map.entry("$timezone", ContextNames.TIMEZONE),
          Map.entry("$geoip_country_code", ContextNames.GEO_COUNTRY),
          Map.entry("$geoip_subdivision_1_name", ContextNames.GEO_REGION),
          Map.entry("$geoip_city_name", ContextNames.GEO_CITY));

  private static final ContextMapping MAPPING = new ContextMapping(NAMES);

  /**
   * Only of a page's view is {@code title} the page's; with other events it is the caller's own.
   */
  private static final ContextMapping OF_PAGE_VIEW =
      MAPPING.and(Map.of("title", ContextNames.PAGE_TITLE));

  /** About the library and its settings, not about the event. */
  private static final Set<String> ABOUT_LIBRARY =
      Set.of(
          "$config_defaults",
          "$configured_session_timeout_ms",
          "$initialization_time",
          "$is_server",
          "$lib_custom_api_host",
          "$lib_rate_limit_remaining_tokens",
          "$recording_status",
          "$sdk_dist_channel",
          "$time",
          "$timezone_offset",
          "$window_id");

  private static final String DEBUG = "$sdk_debug_";

  /** Ids of advertisements; the browser library names them all, most with null. */
  private static final Set<String> CLICK_IDS =
      Set.of(
          "_kx",
          "bfcid",
          "dclid",
          "epik",
          "fbclid",
          "gad_source",
          "gbraid",
          "gclid",
          "gclsrc",
          "igshid",
          "irclid",
          "li_fat_id",
          "mc_cid",
          "msclkid",
          "oppref",
          "qclid",
          "rdt_cid",
          "sccid",
          "ttclid",
          "twclid",
          "wbraid");

  private PosthogProperties() {}

  /** False for what libraries add that says nothing of the event. */
  static boolean isKept(String name, boolean isNull) {
    return name.startsWith("$")
        ? !ABOUT_LIBRARY.contains(name) && !name.startsWith(DEBUG)
        : !isNull || !CLICK_IDS.contains(name);
  }

  /** The name of an event, the same for page and screen views as with every vendor. */
  static String eventName(String sent) {
    return switch (sent) {
      case "$pageview" -> ContextNames.PAGE_VIEWED;
      case "$screen" -> ContextNames.SCREEN_VIEWED;
      default -> sent;
    };
  }

  /**
   * All properties of one event.
   *
   * @param eventName as {@link #eventName} gave it
   * @param groups type to id
   */
  static Map<String, PropertyValue> of(
      String eventName, Map<String, PropertyValue> sent, Map<String, PropertyValue> groups) {
    boolean pageView = eventName.equals(ContextNames.PAGE_VIEWED);
    Map<String, PropertyValue> properties = (pageView ? OF_PAGE_VIEW : MAPPING).canonical(sent);
    groups.forEach((type, group) -> properties.putIfAbsent(ContextNames.group(type), group));
    return properties;
  }
}
