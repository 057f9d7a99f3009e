package dev.riffle.local.cli;

import dev.riffle.local.launch.BackOff;
import dev.riffle.local.launch.CannotStartException;
import dev.riffle.local.launch.DataDirectory;
import dev.riffle.local.launch.Installation;
import dev.riffle.local.launch.Ports;
import dev.riffle.local.launch.Preflight;
import dev.riffle.local.launch.RiffleParts;
import dev.riffle.local.launch.Secrets;
import dev.riffle.local.launch.Supervisor;
import dev.riffle.local.launch.SupervisorLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code riffle up}: checks, starts and supervises all parts until it is told to stop by Ctrl-C,
 * SIGTERM or {@code riffle down}.
 */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Starts everything and keeps it running until Ctrl-C or ./riffle down.")
final class UpCommand implements Callable<Integer> {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  @Mixin private DataOption dataOption = new DataOption();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:RIFFLE_HOST:-127.0.0.1}",
      description = "Address on which the two services listen (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--detach",
      description = "Return when everything is ready, and leave it running in the background.")
  private boolean detach;

  @Mixin private TlsOptions tlsOptions = new TlsOptions();

  @Mixin private PortOptions portOptions = new PortOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private UpCommand() {}

  @Override
  public Integer call() throws Exception {
    DataDirectory data = dataOption.directory();
    Ports ports = portOptions.ports(tlsOptions.isOn());
    Preflight.checkJava(Runtime.version());
    Preflight.checkDataDirectory(data);
    if (SupervisorLock.holder(data).isPresent()) {
      throw alreadyRunning(data);
    }
    if (detach) {
      List<String> arguments = spec.commandLine().getParseResult().originalArgs();
      return new DetachedRun(data, arguments).awaitReady(out());
    }
    try (SupervisorLock lock = SupervisorLock.take(data).orElseThrow(() -> alreadyRunning(data))) {
      superviseUntilStopped(data, ports, lock);
    }
    return CommandLine.ExitCode.OK;
  }

  private void superviseUntilStopped(DataDirectory data, Ports ports, SupervisorLock lock)
      throws IOException, InterruptedException, CannotStartException {
    long startedAt = System.nanoTime();
    List<String> orphans = Supervisor.stopOrphans(data.run(), RiffleParts.STAGES, STOP_TIMEOUT);
    if (!orphans.isEmpty()) {
      say("Stopped what an earlier run left behind: " + String.join(", ", orphans));
    }
    Preflight.checkPorts(ports, host);
    RiffleParts parts =
        new RiffleParts(
            Installation.current(),
            data,
            ports,
            secretsOf(data),
            host,
            tlsOptions.certificate(data, host, this::say));
    say("Riffle starts; data and logs are in " + data.root());
    Supervisor supervisor =
        new Supervisor(
            parts.create(this::say), BackOff.DEFAULT, data.run(), STOP_TIMEOUT, this::say);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, stopped), "stop"));
    if (supervisor.start()) {
      Welcome.lines(parts).forEach(this::say);
      Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
      say(
          String.format(
              Locale.ROOT,
              "Ready after %.1f s. Stop with Ctrl-C or ./riffle down.",
              took.toMillis() / 1e3));
      lock.markReady();
    }
    stopped.await();
  }

  private void stop(Supervisor supervisor, CountDownLatch stopped) {
    try {
      say("Stopping ...");
      supervisor.stop();
      say("Stopped.");
    } catch (IOException e) {
      say("Some parts could not be stopped: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private static Secrets secretsOf(DataDirectory data) throws IOException, CannotStartException {
    if (!Files.exists(data.secrets()) && Files.exists(data.of("postgres"))) {
      throw new CannotStartException(
          "The passwords of the data in "
              + data.root()
              + " are gone; put "
              + data.secrets().getFileName()
              + " back, or start anew with ./riffle reset.");
    }
    return Secrets.loadOrCreate(data.secrets(), new SecureRandom());
  }

  private static CannotStartException alreadyRunning(DataDirectory data) {
    return new CannotStartException(
        "Riffle already runs on "
            + data.root()
            + "; ./riffle status shows it, ./riffle down stops it.");
  }

  private void say(String line) {
    out().println(line);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
