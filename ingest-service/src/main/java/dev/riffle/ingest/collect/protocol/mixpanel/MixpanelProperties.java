package dev.riffle.ingest.collect.protocol.mixpanel;

import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextMapping;
import dev.riffle.ingest.collect.canonical.ContextNames;
import java.util.Map;
import java.util.Set;

/** What Mixpanel's libraries put beside the sender's own properties, by canonical names. Pure. */
final class MixpanelProperties {
  private static final ContextMapping NAMES =
      new ContextMapping(
          Map.ofEntries(
              Map.entry("$current_url", ContextNames.PAGE_URL),
              Map.entry("current_url_path", ContextNames.PAGE_PATH),
              Map.entry("current_page_title", ContextNames.PAGE_TITLE),
              Map.entry("$referrer", ContextNames.PAGE_REFERRER),
              Map.entry("$referring_domain", ContextNames.PAGE_REFERRING_DOMAIN),
              Map.entry("utm_source", ContextNames.CAMPAIGN_SOURCE),
              Map.entry("utm_medium", ContextNames.CAMPAIGN_MEDIUM),
              Map.entry("utm_campaign", ContextNames.CAMPAIGN_NAME),
              Map.entry("utm_term", ContextNames.CAMPAIGN_TERM),
              Map.entry("utm_content", ContextNames.CAMPAIGN_CONTENT),
              Map.entry("utm_id", ContextNames.CAMPAIGN_ID),
              Map.entry("$os", ContextNames.OS_NAME),
              Map.entry("$os_version", ContextNames.OS_VERSION),
              Map.entry("$browser", ContextNames.BROWSER_NAME),
              Map.entry("$browser_version", ContextNames.BROWSER_VERSION),
              Map.entry("$device", ContextNames.DEVICE_MODEL),
              Map.entry("$model", ContextNames.DEVICE_MODEL),
              Map.entry("$manufacturer", ContextNames.DEVICE_MANUFACTURER),
              Map.entry("$app_version_string", ContextNames.APP_VERSION),
              Map.entry("$app_version", ContextNames.APP_VERSION),
              Map.entry("$locale", ContextNames.LOCALE),
              Map.entry("$timezone", ContextNames.TIMEZONE),
              Map.entry("mp_country_code", ContextNames.GEO_COUNTRY),
              Map.entry("$region", ContextNames.GEO_REGION),
              Map.entry("$city", ContextNames.GEO_CITY)));

  /** About the library and the way of the event, not about the event. */
  private static final Set<String> ABOUT_LIBRARY =
      Set.of(
          "$had_persisted_distinct_id",
          "$import",
          "$mp_api_endpoint",
          "$mp_api_timestamp_ms",
          "mp_processing_time_ms",
          "mp_sent_by_lib_version");

  private MixpanelProperties() {}

  static boolean isKept(String name) {
    return !ABOUT_LIBRARY.contains(name);
  }

  static Map<String, PropertyValue> canonical(Map<String, PropertyValue> sent) {
    return NAMES.canonical(sent);
  }

  /** The name of an event, the same for page views as with every vendor. */
  static String eventName(String sent) {
    return sent.equals("$mp_web_page_view") ? ContextNames.PAGE_VIEWED : sent;
  }
}
