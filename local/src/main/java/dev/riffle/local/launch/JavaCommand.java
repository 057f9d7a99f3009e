package dev.riffle.local.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Command lines of the parts that are Java programs, on the JDK that runs the launcher. */
record JavaCommand(String part, String maxHeap, StartCache startCache) {
  private static final List<String> COMMON =
      List.of(
          // a part without memory is better started again
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * @param program {@code -jar} and a file, or {@code -cp}, a class path and a main class
   */
  List<String> of(List<String> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + maxHeap);
    command.addAll(COMMON);
    command.addAll(startCache.options(part));
    command.addAll(userOptions());
    command.addAll(program);
    command.addAll(List.of(arguments));
    return command;
  }

  /** For one part only, for example RIFFLE_INGEST_OPTS="-Driffle.roles=collect". */
  private List<String> userOptions() {
    String variable = "RIFFLE_" + part.toUpperCase(Locale.ROOT) + "_OPTS";
    String options = System.getenv().getOrDefault(variable, "");
    return options.isBlank() ? List.of() : Arrays.asList(options.strip().split("\\s+"));
  }
}
