package dev.riffle.ingest.collect.canonical;

import dev.riffle.event.PropertyValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Values of context properties where vendors write the same thing differently. Pure. */
public final class ContextValues {
  private static final Map<String, String> DEVICE_TYPES =
      Map.ofEntries(
          Map.entry("desktop", "desktop"),
          Map.entry("mobile", "mobile"),
          Map.entry("phone", "mobile"),
          Map.entry("smartphone", "mobile"),
          Map.entry("ios", "mobile"),
          Map.entry("android", "mobile"),
          Map.entry("tablet", "tablet"),
          Map.entry("tv", "tv"),
          Map.entry("smart tv", "tv"),
          Map.entry("smarttv", "tv"),
          Map.entry("bot", "bot"));

  private static final Map<String, String> COUNTRY_CODES = countryCodes();

  private ContextValues() {}

  /** False for what libraries send when they know nothing. */
  public static boolean isKnown(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Null() -> false;
      case PropertyValue.Text(String text) -> !text.isEmpty() && !text.equals("$direct");
      case PropertyValue.Numeric(double _),
          PropertyValue.ExactNumber(String _),
          PropertyValue.Flag(boolean _),
          PropertyValue.ListJson(String _) ->
          true;
    };
  }

  /**
   * The value under its canonical name: versions are texts, types and countries of one spelling.
   */
  public static PropertyValue canonical(String name, PropertyValue value) {
    return switch (name) {
      case ContextNames.DEVICE_TYPE ->
          value instanceof PropertyValue.Text(String type)
              ? PropertyValue.of(deviceType(type))
              : value;
      case ContextNames.GEO_COUNTRY ->
          value instanceof PropertyValue.Text(String country)
              ? PropertyValue.of(country(country))
              : value;
      case ContextNames.OS_VERSION, ContextNames.BROWSER_VERSION, ContextNames.APP_VERSION ->
          version(value);
      default -> value;
    };
  }

  /** One of {@code desktop, mobile, tablet, tv, bot}, or what was sent, in lower case. */
  public static String deviceType(String sent) {
    String lower = sent.toLowerCase(Locale.ROOT);
    return DEVICE_TYPES.getOrDefault(lower, lower);
  }

  /** The ISO code of a country whose code or English name was sent, else what was sent. */
  public static String country(String sent) {
    return COUNTRY_CODES.getOrDefault(sent.toLowerCase(Locale.ROOT), sent);
  }

  private static PropertyValue version(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Numeric(double number) ->
          PropertyValue.of(
              number == Math.rint(number) && Math.abs(number) < 1e15
                  ? Long.toString((long) number)
                  : Double.toString(number));
      case PropertyValue.ExactNumber(String decimal) -> PropertyValue.of(decimal);
      case PropertyValue.Text _,
          PropertyValue.Flag _,
          PropertyValue.ListJson _,
          PropertyValue.Null _ ->
          value;
    };
  }

  private static Map<String, String> countryCodes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      codes.put(code.toLowerCase(Locale.ROOT), code);
      codes.put(
          Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
    }
    return Map.copyOf(codes);
  }
}
