package dev.riffle.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL cluster in a directory: how it is created, run and reached. The server is the {@code
 * postgres} program itself, in the foreground, on the loopback address, with a password and with
 * every commit flushed to disk. After kill -9 it is started again on the same directory.
 *
 * @param binaries the unpacked programs
 * @param directory of the cluster; created by {@link #createOnce}
 * @param port 1-65535
 * @param password of {@link #USER}: letters and digits
 */
public record PostgresServer(PostgresBinaries binaries, Path directory, int port, String password) {
  /** Owner of the database, no superuser. */
  public static final String USER = "riffle";

  public static final String DATABASE = "riffle";

  /** The signal that ends sessions and shuts down cleanly; SIGTERM would wait for every client. */
  public static final String STOP_SIGNAL = "INT";

  /** Replaces the rules of initdb, which trust everybody. The superuser cannot connect at all. */
  private static final String WHO_MAY_CONNECT =
      "host " + DATABASE + " " + USER + " 127.0.0.1/32 scram-sha-256\n";

  private static final Pattern PASSWORD = Pattern.compile("[0-9A-Za-z]{16,}");

  private static final Pattern PASSWORD_LITERAL = Pattern.compile("PASSWORD '[^']*'");

  public PostgresServer {
    if (!PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException("a password is 16 or more letters and digits");
    }
  }

  /** A server whose programs are unpacked under the cache folder if they are not yet. */
  public static PostgresServer in(Path directory, int port, String password, Path cache)
      throws IOException {
    return new PostgresServer(
        PostgresBinaries.under(cache), directory.toAbsolutePath(), port, password);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  /**
   * Creates the cluster with its user and database unless the directory exists. A creation that was
   * killed half-way leaves nothing that counts: the directory appears by a rename, at the end.
   */
  public void createOnce() throws IOException, InterruptedException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path draft = directory.resolveSibling(directory.getFileName() + ".new");
    deleteTree(draft);
    Files.createDirectories(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    run(
        "",
        binaries.program("initdb"),
        "--pgdata=" + draft,
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
    Files.writeString(draft.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
    run(
        """
        CREATE ROLE %s LOGIN PASSWORD '%s';

        CREATE DATABASE %s OWNER %s;

        """
            .formatted(USER, password, DATABASE, USER),
        binaries.program("postgres"),
        "--single",
        "-j",
        "-D",
        draft.toString(),
        "postgres");
    Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The program and its arguments; the process is the postmaster. */
  public List<String> command() {
    return asOrdinaryUser(
        binaries.program("postgres"),
        "-D",
        directory.toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=on",
        "-c",
        "synchronous_commit=on",
        "-c",
        "shared_buffers=32MB",
        "-c",
        "max_connections=50");
  }

  /** True when a session can be opened with the password and answers. */
  public boolean answers() {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "2");
    try (Connection connection = DriverManager.getConnection(jdbcUrl(), properties)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "PostgresServer[" + directory + ", port " + port + "]";
  }

  private static void run(String input, String... programAndArguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(asOrdinaryUser(programAndArguments)).redirectErrorStream(true).start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0 || output.contains("FATAL:") || output.contains("ERROR:")) {
      throw new IOException(
          "PostgreSQL could not create its cluster (exit code "
              + exitCode
              + "): "
              + PASSWORD_LITERAL.matcher(output).replaceAll("PASSWORD ..."));
    }
  }

  /**
   * PostgreSQL refuses to run as root. For root (containers, build machines) the program runs in a
   * user namespace of its own, where it is nobody; the process id stays the same.
   */
  private static List<String> asOrdinaryUser(String... programAndArguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.addAll(List.of(programAndArguments));
    return List.copyOf(command);
  }

  private static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
