package dev.riffle.ingest.collect.enrichment;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of device a client runs on, as a value of the property {@code device.type}. */
enum DeviceType {
  DESKTOP,
  MOBILE,
  TABLET,
  TV,
  /** A program that nobody sits in front of: crawlers, monitors, browsers without a window. */
  BOT;

  private static final String BOT_DEVICE = "Spider";
  private static final String WITHOUT_WINDOW = "HeadlessChrome";
  private static final Pattern TV_MARKS =
      Pattern.compile(
          "(?i:smart-?tv|apple ?tv|google ?tv|\\btv\\b|hbbtv|netcast|web0s|bravia|viera|roku|crkey"
              + "|playstation|xbox|nintendo)|\\bAFT[A-Z0-9]{1,8}\\b");
  private static final Set<String> DESKTOP_SYSTEMS =
      Set.of(
          "Windows", "Mac OS X", "Linux", "Chrome OS", "FreeBSD", "OpenBSD", "NetBSD", "Solaris");
  private static final Set<String> PHONE_SYSTEMS =
      Set.of(
          "Windows Phone", "BlackBerry OS", "Firefox OS", "KaiOS", "Symbian OS", "Tizen", "Bada");

  /** The word in properties. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type, when the user agent shows it. An iPad whose Safari asks for the pages of a desktop
   * sends a Macintosh's user agent, and is one here.
   *
   * @param system name of the system, the empty text when it is not known
   * @param device family of devices, as uap-core names it
   */
  static Optional<DeviceType> of(String userAgent, String system, String device) {
    if (device.equals(BOT_DEVICE) || userAgent.contains(WITHOUT_WINDOW)) {
      return Optional.of(BOT);
    }
    if (system.equals("tvOS") || TV_MARKS.matcher(userAgent).find()) {
      return Optional.of(TV);
    }
    return switch (system) {
      case "iOS" -> Optional.of(device.startsWith("iPad") ? TABLET : MOBILE);
      // browsers on tablets leave out this word, by Google's advice to their makers
      case "Android" -> Optional.of(userAgent.contains("Mobile") ? MOBILE : TABLET);
      default -> {
        if (DESKTOP_SYSTEMS.contains(system)) {
          yield Optional.of(DESKTOP);
        }
        yield PHONE_SYSTEMS.contains(system) ? Optional.of(MOBILE) : Optional.empty();
      }
    };
  }
}
