package dev.riffle.local.clickhouse;

import dev.riffle.local.clickhouse.http.Users;
import dev.riffle.local.clickhouse.libchdb.EngineThreads;
import dev.riffle.local.clickhouse.libchdb.LibChdb;
import dev.riffle.local.clickhouse.libchdb.ProvisionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line of the server. Passwords come from the environment, where no `ps` shows them.
 */
@Command(
    name = "clickhouse",
    description = "ClickHouse's HTTP interface over libchdb, on the loopback address.",
    mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
  static final String WRITER_PASSWORD = "RIFFLE_CLICKHOUSE_WRITER_PASSWORD";
  static final String READER_PASSWORD = "RIFFLE_CLICKHOUSE_READER_PASSWORD";

  private static final int EXIT_CANNOT_START = 1;

  private final Map<String, String> environment;

  @Option(names = "--port", defaultValue = "18123", description = "0 for any that is free.")
  private int port;

  @Option(names = "--data", required = true, description = "Directory of all that is kept.")
  private Path data = Path.of("");

  @Option(names = "--memory", defaultValue = "3g", description = "Of the engine, beside the JVM's.")
  private String memory = "";

  @Option(
      names = "--disk-reserve",
      defaultValue =
          "${sys:riffle.clickhouse.disk-reserve:-${env:RIFFLE_CLICKHOUSE_DISK_RESERVE:-512m}}",
      description = "Free space of the data's volume that inserts and merges leave alone.")
  private String diskReserve = "";

  @Option(names = "--pool", defaultValue = "8", description = "Statements at a time.")
  private int pool;

  @Option(names = "--database", defaultValue = "riffle", description = "Created when missing.")
  private String database = "";

  @Option(
      names = "--until-stdin-closes",
      description = "Stop when standard input ends, that is when the starting process is gone.")
  private boolean untilStdinCloses;

  private ServerCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  static int run(List<String> arguments) {
    return new CommandLine(new ServerCommand(System.getenv()))
        .execute(arguments.toArray(String[]::new));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Users users = new Users(required(WRITER_PASSWORD), required(READER_PASSWORD));
      ClickHouseServer.Options options =
          new ClickHouseServer.Options(
              data,
              port,
              bytes("--memory", memory),
              pool,
              database,
              bytes("--disk-reserve", diskReserve));
      Path library = LibChdb.provision(System.err::println);
      ClickHouseServer server =
          onEngineThread(() -> ClickHouseServer.start(library, options, users));
      Runtime.getRuntime().addShutdownHook(new EngineThreads().newThread(server::close));
      System.out.println("clickhouse ready on 127.0.0.1:" + server.port());
      if (untilStdinCloses) {
        awaitEndOfStdin();
      } else {
        new CountDownLatch(1).await();
      }
      return 0;
    } catch (ProvisionException | IllegalArgumentException e) {
      System.err.println("clickhouse: " + e.getMessage());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      System.err.println("clickhouse: " + cause.getMessage());
    }
    return EXIT_CANNOT_START;
  }

  private static void awaitEndOfStdin() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("clickhouse: standard input broke, stopping");
    }
  }

  private static <T> T onEngineThread(Callable<T> task)
      throws InterruptedException, ExecutionException {
    FutureTask<T> future = new FutureTask<>(task);
    new EngineThreads().newThread(future).start();
    return future.get();
  }

  private String required(String variable) {
    String value = environment.get(variable);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(variable + " must be set, there is no default password");
    }
    return value;
  }

  /** 512m, 3g. */
  static long bytes(String option, String size) {
    String lower = size.toLowerCase(Locale.ROOT);
    if (!lower.matches("[1-9][0-9]{0,5}[mg]")) {
      throw new IllegalArgumentException(option + " is a number followed by m or g, not " + size);
    }
    long number = Long.parseLong(lower.substring(0, lower.length() - 1));
    return number << (lower.endsWith("g") ? 30 : 20);
  }
}
