package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor over small shell programs that write down when they start and stop. */
@Timeout(60)
class SupervisorIT {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
  private static final BackOff QUICK =
      new BackOff(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMinutes(1));

  @TempDir private Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Supervisor> started = new ArrayList<>();
  private Path history = Path.of("");

  @BeforeEach
  void noHistoryYet() {
    history = folder.resolve("history");
  }

  @AfterEach
  void stopAll() throws Exception {
    for (Supervisor supervisor : started) {
      supervisor.stop();
    }
  }

  @Test
  void startsStageByStageAndStopsInReverse() throws Exception {
    Supervisor supervisor =
        supervisor(part("query", 2, wellBehaved("query")), part("kafka", 1, wellBehaved("kafka")));

    assertThat(supervisor.start()).isTrue();
    supervisor.stop();

    assertThat(Files.readAllLines(history))
        .containsExactly("kafka starts", "query starts", "query stops", "kafka stops");
    assertThat(record("kafka").state()).isEqualTo(PartState.STOPPED);
    assertThat(record("query").process().flatMap(ProcessMark::find)).isEmpty();
  }

  @Test
  void startsAPartAgainThatWasKilled() throws Exception {
    Supervisor supervisor = supervisor(part("kafka", 1, wellBehaved("kafka")));
    supervisor.start();
    ProcessMark first = record("kafka").process().orElseThrow();

    first.find().orElseThrow().destroyForcibly();

    await()
        .until(() ->
            record("kafka").restarts() == 1
                && record("kafka").state() == PartState.READY
                && !record("kafka").process().orElseThrow().equals(first));
    assertThat(said)
        .anyMatch(line -> line.startsWith("kafka ended with exit code 137; starting it again in"));
  }

  @Test
  void neverGivesUpOnAPartThatDiesAgainAndAgainAndShowsItsLog() throws Exception {
    Part dying = part("kafka", 1, "echo disk is full; exit 3", () -> false);
    Supervisor supervisor = supervisor(dying);
    Thread start = Thread.ofVirtual().start(() -> startQuietly(supervisor));

    await().until(() -> record("kafka").restarts() >= 5);

    assertThat(said)
        .contains("    disk is full")
        .anyMatch(line -> line.endsWith("exit code 3; starting it again in 0.1 s"))
        .anyMatch(line -> line.endsWith("exit code 3; starting it again in 0.4 s"));
    supervisor.stop();
    start.join();
    assertThat(record("kafka").state()).isEqualTo(PartState.STOPPED);
  }

  @Test
  void killsAPartThatIsNotReadyInTimeAndStartsItAgain() throws Exception {
    Path secondTry = folder.resolve("secondTry");
    Part hanging =
        part(
            "kafka",
            1,
            "if [ -e '"
                + secondTry
                + "' ]; then touch '"
                + folder.resolve("ok")
                + "'; fi;"
                + "touch '"
                + secondTry
                + "'; exec sleep 600",
            () -> Files.exists(folder.resolve("ok")));

    assertThat(supervisor(hanging).start()).isTrue();

    assertThat(said).anyMatch(line -> line.startsWith("kafka was not ready after 3.0 s"));
    assertThat(record("kafka").restarts()).isEqualTo(1);
  }

  @Test
  void killsAPartThatDoesNotStopInTime() throws Exception {
    Supervisor supervisor =
        supervisor(
            part(
                "kafka",
                1,
                "trap '' TERM; echo kafka starts >> '"
                    + history
                    + "';"
                    + "while :; do sleep 1; done"));
    supervisor.start();
    ProcessMark process = record("kafka").process().orElseThrow();

    supervisor.stop();

    assertThat(process.find()).isEmpty();
    assertThat(said).contains("kafka did not stop within 2.0 s and was killed");
  }

  @Test
  void endsWhatAKilledSupervisorLeftBehindButNoStranger() throws Exception {
    Process orphan = new ProcessBuilder("sleep", "600").start();
    Process stranger = new ProcessBuilder("sleep", "600").start();
    ProcessMark mark = ProcessMark.of(stranger.toHandle());
    ProcessMark recycled = new ProcessMark(mark.pid(), mark.startedAt().minusSeconds(3600));
    write("kafka", ProcessMark.of(orphan.toHandle()));
    write("query", recycled);
    try {
      List<String> stopped =
          Supervisor.stopOrphans(
              folder, List.of(List.of("kafka"), List.of("query", "ingest")), STOP_TIMEOUT);

      assertThat(stopped).containsExactly("kafka");
      assertThat(orphan.isAlive()).isFalse();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
      orphan.destroyForcibly();
    }
  }

  @Test
  void givesAPartItsSecretsByEnvironmentButNoVariableOfTheLauncher() throws Exception {
    Path seen = folder.resolve("seen");
    Part part =
        part(
            "kafka",
            1,
            "env > '" + seen + ".draft'; mv '" + seen + ".draft' '" + seen + "'; exec sleep 600",
            () -> Files.exists(seen));

    supervisor(part).start();

    assertThat(Files.readAllLines(seen)).contains("RIFFLE_SECRET=of-kafka");
    assertThat(part.command()).noneMatch(word -> word.contains("of-kafka"));
    assertThat(part.toString()).doesNotContain("of-kafka");
  }

  private String wellBehaved(String name) {
    return "trap \"echo "
        + name
        + " stops >> '"
        + history
        + "'; exit 0\" TERM;"
        + "echo "
        + name
        + " starts >> '"
        + history
        + "';"
        + "while :; do sleep 0.1; done";
  }

  private Part part(String name, int stage, String script) {
    return part(
        name,
        stage,
        script,
        () -> {
          try {
            return Files.exists(history) && Files.readAllLines(history).contains(name + " starts");
          } catch (java.io.IOException e) {
            return false;
          }
        });
  }

  private Part part(String name, int stage, String script, BooleanSupplier ready) {
    return new Part(
        name,
        stage,
        1,
        List.of("bash", "-c", script),
        Map.of("RIFFLE_SECRET", "of-" + name),
        folder.resolve(name + ".log"),
        "TERM",
        ready,
        Duration.ofSeconds(3));
  }

  private Supervisor supervisor(Part... parts) {
    Supervisor supervisor = new Supervisor(List.of(parts), QUICK, folder, STOP_TIMEOUT, said::add);
    started.add(supervisor);
    return supervisor;
  }

  private void startQuietly(Supervisor supervisor) {
    try {
      supervisor.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String name, ProcessMark process) throws java.io.IOException {
    new PartRecord(name, PartState.READY, 1, Optional.of(process), "TERM", 0).write(folder);
  }

  private PartRecord record(String name) throws java.io.IOException {
    return PartRecord.read(folder, name)
        .orElseGet(() -> new PartRecord(name, PartState.STARTING, 1, Optional.empty(), "TERM", 0));
  }
}
