package dev.riffle.local.launch;

import dev.riffle.project.ApiKey;
import dev.riffle.project.KeyScope;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * The passwords of the engines and the keys of the demo project. Made at random once per data
 * directory; there are no default ones. They live in a file that only its owner can read, and reach
 * the parts through their environment.
 */
public record Secrets(
    String postgresPassword,
    String writerPassword,
    String readerPassword,
    ApiKey writeKey,
    ApiKey readKey,
    ApiKey adminKey) {
  private static final int PASSWORD_BYTES = 24;

  /** Reads the file, or makes new secrets and writes it. */
  public static Secrets loadOrCreate(Path file, RandomGenerator random) throws IOException {
    if (Files.exists(file)) {
      return load(file);
    }
    Secrets secrets =
        new Secrets(
            password(random),
            password(random),
            password(random),
            ApiKey.generate(KeyScope.WRITE, random),
            ApiKey.generate(KeyScope.READ, random),
            ApiKey.generate(KeyScope.ADMIN, random));
    secrets.store(file);
    return secrets;
  }

  @Override
  public String toString() {
    return "Secrets[...]";
  }

  /** Reads the file, which must be there. */
  public static Secrets load(Path file) throws IOException {
    Properties fields = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      fields.load(reader);
    }
    return new Secrets(
        required(fields, "postgres.password", file),
        required(fields, "clickhouse.writer.password", file),
        required(fields, "clickhouse.reader.password", file),
        new ApiKey(required(fields, "demo.write-key", file)),
        new ApiKey(required(fields, "demo.read-key", file)),
        new ApiKey(required(fields, "demo.admin-key", file)));
  }

  private void store(Path file) throws IOException {
    Properties fields = new Properties();
    fields.setProperty("postgres.password", postgresPassword);
    fields.setProperty("clickhouse.writer.password", writerPassword);
    fields.setProperty("clickhouse.reader.password", readerPassword);
    fields.setProperty("demo.write-key", writeKey.text());
    fields.setProperty("demo.read-key", readKey.text());
    fields.setProperty("demo.admin-key", adminKey.text());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(draft)) {
      fields.store(writer, null);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String password(RandomGenerator random) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String required(Properties fields, String name, Path file) throws IOException {
    String value = fields.getProperty(name);
    if (value == null) {
      throw new IOException(file + " lacks " + name);
    }
    return value;
  }
}
