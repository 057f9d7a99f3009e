package dev.riffle.ingest.collect.enrichment;

import dev.riffle.event.PropertyValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/**
 * Reads a user agent by the list of uap-core. Takes some hundred microseconds, as hundreds of
 * expressions are tried, and longer with the length. Thread-safe.
 */
final class UserAgentReader {
  private static final String UNKNOWN = "Other";

  /** To the names that PostHog's and Mixpanel's libraries send by themselves. */
  private static final Map<String, String> BROWSERS =
      Map.ofEntries(
          Map.entry("Android", "Android Mobile"),
          Map.entry("Chrome Mobile", "Chrome"),
          Map.entry("Chrome Mobile WebView", "Chrome"),
          Map.entry("Chrome Mobile iOS", "Chrome iOS"),
          Map.entry("Chromium", "Chrome"),
          Map.entry("Edge", "Microsoft Edge"),
          Map.entry("Edge Mobile", "Microsoft Edge"),
          Map.entry("Facebook", "Facebook Mobile"),
          Map.entry("Firefox Mobile", "Firefox"),
          Map.entry("HeadlessChrome", "Chrome"),
          Map.entry("IE", "Internet Explorer"),
          Map.entry("IE Mobile", "Internet Explorer Mobile"),
          Map.entry("Mobile Safari UI/WKWebView", "Mobile Safari"),
          Map.entry("Opera Mobile", "Opera"));

  private static final Set<String> LINUX_DISTRIBUTIONS =
      Set.of("Arch Linux", "CentOS", "Debian", "Fedora", "Gentoo", "Mint", "Red Hat", "Ubuntu");

  /** Devices that are none: what uap-core says when there is no name, and Chrome's stand-in. */
  private static final Set<String> NO_MODELS =
      Set.of(UNKNOWN, "Generic Smartphone", "Generic Tablet", "Generic Feature Phone", "K");

  private final Parser parser = new Parser();

  UserAgentProperties read(String userAgent) {
    UserAgent browser = parser.parseUserAgent(userAgent);
    OS os = parser.parseOS(userAgent);
    String system = LINUX_DISTRIBUTIONS.contains(os.family) ? "Linux" : known(os.family);
    String device = parser.parseDevice(userAgent).family;
    Optional<DeviceType> type = DeviceType.of(userAgent, system, device);
    return new UserAgentProperties(
        property(system),
        property(version(os.major, os.minor, os.patch)),
        property(BROWSERS.getOrDefault(browser.family, known(browser.family))),
        property(browserVersion(browser)),
        property(type.map(DeviceType::word).orElse("")),
        property(type.isPresent() ? model(device, type.get()) : ""));
  }

  private static String model(String device, DeviceType type) {
    return switch (type) {
      case MOBILE, TABLET, TV -> NO_MODELS.contains(device) ? "" : device;
      case DESKTOP, BOT -> "";
    };
  }

  /** The shortest that tells releases apart: {@code 120}, and {@code 17.2} but not {@code 17.0}. */
  private static String browserVersion(UserAgent browser) {
    return "0".equals(browser.minor)
        ? version(browser.major)
        : version(browser.major, browser.minor);
  }

  private static String version(@Nullable String... parts) {
    return Stream.of(parts).takeWhile(part -> part != null).collect(Collectors.joining("."));
  }

  private static String known(@Nullable String family) {
    return family == null || family.equals(UNKNOWN) ? "" : family;
  }

  private static @Nullable PropertyValue property(String text) {
    return text.isEmpty() ? null : PropertyValue.of(text);
  }
}
