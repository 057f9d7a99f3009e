package dev.riffle.acceptance.sdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine, which Debian installs by {@code apt-get install chromium}. */
public final class Chromium {
  private static final String SETTING = "RIFFLE_CHROMIUM";

  private Chromium() {}

  public static boolean isInstalled() {
    return find().isPresent();
  }

  public static Path program() {
    return find().orElseThrow(() -> new IllegalStateException("there is no Chromium"));
  }

  private static Optional<Path> find() {
    String set = System.getenv(SETTING);
    return Stream.of(set == null ? "/usr/bin/chromium" : set, "/usr/bin/chromium-browser")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
