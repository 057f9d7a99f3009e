package dev.riffle.local.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process and its children hold in memory. */
public final class ResidentMemory {
  private ResidentMemory() {}

  /** Bytes; memory shared between a process and its children counts once per process. */
  public static long bytes(ProcessHandle process) throws IOException, InterruptedException {
    String pids =
        Stream.concat(Stream.of(process), process.descendants())
            .map(handle -> Long.toString(handle.pid()))
            .collect(Collectors.joining(","));
    Process ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", pids)).start();
    String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    ps.waitFor();
    return 1024 * kilobytes.lines().map(String::strip).mapToLong(Long::parseLong).sum();
  }
}
