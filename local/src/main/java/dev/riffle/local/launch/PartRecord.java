package dev.riffle.local.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What the supervisor writes down about a part, for {@code status} and for the next supervisor if
 * this one is killed.
 *
 * @param process the last process, which may be gone
 * @param restarts how often the part was started again since the supervisor started
 */
public record PartRecord(
    String name,
    PartState state,
    int port,
    Optional<ProcessMark> process,
    String stopSignal,
    int restarts) {

  /** The record in the folder, or empty when the part was never started there. */
  public static Optional<PartRecord> read(Path folder, String name) throws IOException {
    Path file = file(folder, name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties fields = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      fields.load(reader);
    }
    try {
      return Optional.of(parse(name, fields));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new IOException(file + " is damaged; remove it once the part no longer runs", e);
    }
  }

  /** Replaces the record in the folder: a reader sees the old or the new one, never half. */
  void write(Path folder) throws IOException {
    Properties fields = new Properties();
    fields.setProperty("state", state.name());
    fields.setProperty("port", Integer.toString(port));
    fields.setProperty("stopSignal", stopSignal);
    fields.setProperty("restarts", Integer.toString(restarts));
    process.ifPresent(mark -> {
      fields.setProperty("pid", Long.toString(mark.pid()));
      fields.setProperty("startedAt", mark.startedAt().toString());
    });
    Path draft = folder.resolve(name + ".draft");
    try (Writer writer = Files.newBufferedWriter(draft)) {
      fields.store(writer, null);
    }
    Files.move(
        draft,
        file(folder, name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static PartRecord parse(String name, Properties fields) {
    Optional<ProcessMark> process =
        Optional.ofNullable(fields.getProperty("pid"))
            .map(pid ->
                new ProcessMark(
                    Long.parseLong(pid), Instant.parse(fields.getProperty("startedAt", ""))));
    return new PartRecord(
        name,
        PartState.valueOf(fields.getProperty("state", "").toUpperCase(Locale.ROOT)),
        Integer.parseInt(fields.getProperty("port", "")),
        process,
        fields.getProperty("stopSignal", "TERM"),
        Integer.parseInt(fields.getProperty("restarts", "")));
  }

  private static Path file(Path folder, String name) {
    return folder.resolve(name + ".properties");
  }
}
