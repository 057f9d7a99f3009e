package dev.riffle.ingest.collect.protocol.amplitude;

import dev.riffle.event.PropertyValue;
import dev.riffle.ingest.collect.canonical.ContextMapping;
import dev.riffle.ingest.collect.canonical.ContextNames;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Amplitude's libraries put beside the sender's own properties, under canonical names. Pure.
 */
final class AmplitudeProperties {
  /** Names of fields of an event itself. The advertising ids of a device are not kept. */
  static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("platform", "platform"),
          Map.entry("os_name", ContextNames.OS_NAME),
          Map.entry("os_version", ContextNames.OS_VERSION),
          Map.entry("device_brand", "device_brand"),
          Map.entry("device_manufacturer", ContextNames.DEVICE_MANUFACTURER),
          Map.entry("device_model", ContextNames.DEVICE_MODEL),
          Map.entry("device_family", "device_family"),
          Map.entry("device_type", ContextNames.DEVICE_TYPE),
          Map.entry("carrier", "carrier"),
          Map.entry("country", ContextNames.GEO_COUNTRY),
          Map.entry("region", ContextNames.GEO_REGION),
          Map.entry("city", ContextNames.GEO_CITY),
          Map.entry("dma", "dma"),
          Map.entry("language", ContextNames.LOCALE),
          Map.entry("app_version", ContextNames.APP_VERSION),
          Map.entry("version_name", ContextNames.APP_VERSION),
          Map.entry("location_lat", "location_lat"),
          Map.entry("location_lng", "location_lng"),
          Map.entry("price", ContextNames.PRICE),
          Map.entry("quantity", ContextNames.QUANTITY),
          Map.entry("revenue", ContextNames.REVENUE),
          Map.entry("productId", ContextNames.PRODUCT_ID),
          Map.entry("revenueType", ContextNames.REVENUE_TYPE),
          Map.entry("currency", ContextNames.CURRENCY));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("[Amplitude] Page Location", ContextNames.PAGE_URL),
          Map.entry("[Amplitude] Page URL", ContextNames.PAGE_URL),
          Map.entry("[Amplitude] Page Path", ContextNames.PAGE_PATH),
          Map.entry("[Amplitude] Page Title", ContextNames.PAGE_TITLE),
          Map.entry("[Amplitude] Screen Name", ContextNames.SCREEN_NAME),
          Map.entry("utm_source", ContextNames.CAMPAIGN_SOURCE),
          Map.entry("utm_medium", ContextNames.CAMPAIGN_MEDIUM),
          Map.entry("utm_campaign", ContextNames.CAMPAIGN_NAME),
          Map.entry("utm_term", ContextNames.CAMPAIGN_TERM),
          Map.entry("utm_content", ContextNames.CAMPAIGN_CONTENT),
          Map.entry("utm_id", ContextNames.CAMPAIGN_ID),
          Map.entry("$price", ContextNames.PRICE),
          Map.entry("$quantity", ContextNames.QUANTITY),
          Map.entry("$revenue", ContextNames.REVENUE),
          Map.entry("$productId", ContextNames.PRODUCT_ID),
          Map.entry("$revenueType", ContextNames.REVENUE_TYPE),
          Map.entry("$currency", ContextNames.CURRENCY));

  private static final ContextMapping ANYWHERE = new ContextMapping(NAMES);
  private static final ContextMapping IN_BROWSERS =
      ANYWHERE.and(
          Map.of(
              "referrer", ContextNames.PAGE_REFERRER,
              "referring_domain", ContextNames.PAGE_REFERRING_DOMAIN));
  private static final PropertyValue WEB = PropertyValue.of("Web");

  /** What the browser libraries call a system; any other {@code os_name} of theirs is a browser. */
  private static final Set<String> SYSTEMS =
      Set.of(
          "android",
          "chrome os",
          "chromium os",
          "fedora",
          "harmonyos",
          "ios",
          "ipados",
          "linux",
          "mac os",
          "mac os x",
          "macos",
          "ubuntu",
          "windows",
          "windows phone");

  private AmplitudeProperties() {}

  /** The name of an event, the same for page and screen views as with every vendor. */
  static String eventName(String sent) {
    return switch (sent) {
      case "[Amplitude] Page Viewed" -> ContextNames.PAGE_VIEWED;
      case "[Amplitude] Screen Viewed" -> ContextNames.SCREEN_VIEWED;
      default -> sent;
    };
  }

  /**
   * All properties of one event.
   *
   * @param sent the sender's own
   * @param fields of the event itself, under canonical names; the sender's own come first
   * @param groups type to id, or to a list of ids
   */
  static Map<String, PropertyValue> of(
      Map<String, PropertyValue> sent,
      Map<String, PropertyValue> fields,
      Map<String, PropertyValue> groups) {
    PropertyValue revenue =
        sent.containsKey("$price")
            ? revenue(sent.get("$price"), sent.get("$quantity"))
            : revenue(fields.get(ContextNames.PRICE), fields.get(ContextNames.QUANTITY));
    boolean web = WEB.equals(fields.get("platform"));
    Map<String, PropertyValue> properties = (web ? IN_BROWSERS : ANYWHERE).canonical(sent);
    if (web) {
      nameBrowser(fields);
    }
    removeUnknownPlace(fields);
    fields.forEach(properties::putIfAbsent);
    groups.forEach((type, group) -> properties.putIfAbsent(ContextNames.group(type), group));
    if (revenue != null) {
      properties.putIfAbsent(ContextNames.REVENUE, revenue);
    }
    return properties;
  }

  /** The older browser libraries send the browser as the system, and the system as the model. */
  private static void nameBrowser(Map<String, PropertyValue> fields) {
    if (!isSystem(fields.get(ContextNames.OS_NAME))) {
      rename(fields, ContextNames.OS_NAME, ContextNames.BROWSER_NAME);
      rename(fields, ContextNames.OS_VERSION, ContextNames.BROWSER_VERSION);
      if (isSystem(fields.get(ContextNames.DEVICE_MODEL))) {
        rename(fields, ContextNames.DEVICE_MODEL, ContextNames.OS_NAME);
      }
    }
  }

  private static boolean isSystem(@Nullable PropertyValue value) {
    return value instanceof PropertyValue.Text(String text)
        && SYSTEMS.contains(text.toLowerCase(Locale.ROOT));
  }

  private static void rename(Map<String, PropertyValue> fields, String from, String to) {
    PropertyValue value = fields.remove(from);
    if (value != null) {
      fields.put(to, value);
    }
  }

  /** The Java library sends 0, 0 for a place it does not know. */
  private static void removeUnknownPlace(Map<String, PropertyValue> fields) {
    PropertyValue zero = PropertyValue.of(0);
    if (zero.equals(fields.get("location_lat")) && zero.equals(fields.get("location_lng"))) {
      fields.remove("location_lat");
      fields.remove("location_lng");
    }
  }

  /**
   * Of a price and a quantity that stand for a payment, which a property {@code price} of the
   * sender's own does not: what is only looked at may have one. Null when there is no price.
   */
  private static @Nullable PropertyValue revenue(
      @Nullable PropertyValue price, @Nullable PropertyValue quantity) {
    if (!(price instanceof PropertyValue.Numeric(double each))) {
      return null;
    }
    double times = quantity instanceof PropertyValue.Numeric(double number) ? number : 1;
    double revenue = BigDecimal.valueOf(each).multiply(BigDecimal.valueOf(times)).doubleValue();
    return Double.isFinite(revenue) ? PropertyValue.of(revenue) : null;
  }
}
