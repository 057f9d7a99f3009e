package dev.riffle.local.cli;

import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}, which most commands share. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory (default: RIFFLE_DATA, else .riffle in the checkout).")
  private @Nullable Path data;

  DataDirectory directory() {
    if (data != null) {
      return new DataDirectory(data);
    }
    String named = System.getenv().getOrDefault("RIFFLE_DATA", "");
    return new DataDirectory(
        named.isBlank() ? Installation.current().defaultData() : Path.of(named));
  }
}
