package dev.riffle.local;

import java.nio.file.Path;
import java.util.Map;

/** The folder for large derived files that all checkouts share: binaries and start-up caches. */
public final class UserCache {
  private UserCache() {}

  /** {@code RIFFLE_CACHE}, else the platform's cache folder plus {@code riffle}. */
  public static Path directory() {
    return directory(
        System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
  }

  static Path directory(Map<String, String> environment, Path home, String operatingSystem) {
    String named = environment.getOrDefault("RIFFLE_CACHE", "");
    if (!named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    String platform = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!platform.isBlank()) {
      return Path.of(platform, "riffle").toAbsolutePath();
    }
    return operatingSystem.startsWith("Mac")
        ? home.resolve("Library/Caches/riffle")
        : home.resolve(".cache/riffle");
  }
}
