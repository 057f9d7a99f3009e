package dev.riffle.acceptance.chaos.fault;

import dev.riffle.acceptance.chaos.check.Invariant;
import dev.riffle.acceptance.chaos.check.Verdict;
import dev.riffle.acceptance.chaos.plan.Fault;
import dev.riffle.acceptance.system.HttpDoor;
import dev.riffle.acceptance.system.IngestProcess;
import dev.riffle.acceptance.system.LoadProgress;
import dev.riffle.acceptance.system.LoaderGroup;
import dev.riffle.acceptance.system.LoaderGroup.Announced;
import dev.riffle.acceptance.system.PartProcesses;
import dev.riffle.acceptance.system.RunningRiffle;
import dev.riffle.acceptance.system.RunningRiffle.PartName;
import dev.riffle.event.EventTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A second loader beside the first, and one of the two stands still while a batch of it is
 * announced and not committed: the other takes its partitions over, and then it wakes up and still
 * believes that it has them. Used once.
 */
final class TwoLoaders {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AIM_POLL = Duration.ofMillis(2);
  private static final Duration AIM_MAX = Duration.ofSeconds(10);

  /** A commit that was on its way when its sender was stopped has arrived. */
  private static final Duration SETTLE = Duration.ofMillis(50);

  private static final Duration SHARED_MAX = Duration.ofSeconds(60);

  /** A loader that stands still for less need not have been missed. */
  private static final Duration MISSED_AFTER = Duration.ofSeconds(30);

  private static final String METRICS = "/q/metrics";

  private final RunningRiffle riffle;
  private final LoaderGroup group;
  private final List<String> violations = new ArrayList<>();
  private String secondId = "";
  private int hits;
  private int takenOver;
  private Duration slowestTakeOver = Duration.ZERO;
  private long lagMax;

  TwoLoaders(RunningRiffle riffle, LoaderGroup group) {
    this.riffle = riffle;
    this.group = group;
  }

  /** Starts the second loader, stops one of the two as often as told, and says how it went. */
  Verdict freezeInTurns(List<Fault.FrozenLoaders.Freeze> freezes)
      throws IOException, InterruptedException {
    Path log = riffle.data().resolve("logs").resolve("second-loader.log");
    Set<String> first = group.members().keySet();
    try (IngestProcess second = IngestProcess.start(riffle, "load", EventTopic.NAME, log)) {
      awaitShared();
      secondId = other(first.size() == 1 ? first.iterator().next() : "");
      for (Fault.FrozenLoaders.Freeze freeze : freezes) {
        freeze(freeze, second);
        awaitShared();
      }
      return verdict(freezes.size(), second);
    }
  }

  private void freeze(Fault.FrozenLoaders.Freeze freeze, IngestProcess second)
      throws IOException, InterruptedException {
    ProcessHandle frozen =
        freeze.second()
            ? second.process()
            : riffle
                .processes()
                .process(PartName.INGEST)
                .orElseThrow(() -> new IllegalStateException("it was down"));
    String firstId = other(secondId);
    String frozenId = freeze.second() ? secondId : firstId;
    long startedAt = System.nanoTime();
    try {
      if (stopWhileAnnounced(frozen, frozenId)) {
        hits++;
      }
      startedAt = System.nanoTime();
      awaitTakeOver(frozenId, freeze.lasting(), startedAt);
      Duration left = freeze.lasting().minus(since(startedAt));
      Thread.sleep(left.isNegative() ? Duration.ZERO : left);
      lagMax = Math.max(lagMax, lag());
    } finally {
      PartProcesses.signal(frozen, "CONT");
    }
    awaitShared();
    if (freeze.second()) {
      secondId = other(firstId);
    }
  }

  /** False when no batch of it was announced in time; then it is stopped at any moment. */
  private boolean stopWhileAnnounced(ProcessHandle process, String id)
      throws IOException, InterruptedException {
    Set<Integer> own = Objects.requireNonNullElse(group.members().get(id), Set.of());
    long startedAt = System.nanoTime();
    while (since(startedAt).compareTo(AIM_MAX) < 0) {
      Map<Integer, Announced> before = group.announced();
      before.keySet().retainAll(own);
      if (!before.isEmpty()) {
        PartProcesses.signal(process, "STOP");
        Thread.sleep(SETTLE);
        Map<Integer, Announced> after = group.announced();
        if (before.entrySet().stream()
            .anyMatch(batch -> batch.getValue().equals(after.get(batch.getKey())))) {
          return true;
        }
        PartProcesses.signal(process, "CONT");
      }
      Thread.sleep(AIM_POLL);
    }
    PartProcesses.signal(process, "STOP");
    return false;
  }

  private void awaitTakeOver(String frozenId, Duration lasting, long startedAt)
      throws InterruptedException {
    while (since(startedAt).compareTo(lasting) < 0) {
      Map<String, Set<Integer>> members = group.members();
      if (!members.containsKey(frozenId)
          && members.values().stream().mapToInt(Set::size).sum() == EventTopic.PARTITIONS) {
        takenOver++;
        Duration took = since(startedAt);
        slowestTakeOver = took.compareTo(slowestTakeOver) > 0 ? took : slowestTakeOver;
        return;
      }
      Thread.sleep(POLL);
    }
    if (lasting.compareTo(MISSED_AFTER) >= 0) {
      violations.add("nobody took over within " + lasting);
    }
  }

  private void awaitShared() throws InterruptedException {
    long startedAt = System.nanoTime();
    while (since(startedAt).compareTo(SHARED_MAX) < 0) {
      Map<String, Set<Integer>> members = group.members();
      if (members.size() == 2 && members.values().stream().noneMatch(Set::isEmpty)) {
        return;
      }
      Thread.sleep(POLL);
    }
    violations.add("the two did not share the partitions within " + SHARED_MAX);
  }

  /** Id of the other of two members; empty when that cannot be told. */
  private String other(String id) throws InterruptedException {
    List<String> others =
        group.members().keySet().stream().filter(member -> !member.equals(id)).toList();
    return others.size() == 1 ? others.getFirst() : "";
  }

  private long lag() throws InterruptedException {
    try (LoadProgress progress = new LoadProgress(riffle.bootstrapServers())) {
      return progress.look().lag();
    }
  }

  private Verdict verdict(int freezes, IngestProcess second)
      throws IOException, InterruptedException {
    String metrics =
        riffle.ingest().get(METRICS).body()
            + "\n"
            + new HttpDoor(second.url(), "").get(METRICS).body();
    return new Verdict(
        Invariant.TAKEN_OVER,
        violations.size(),
        String.format(
            Locale.ROOT,
            "stopped %d times, %d of them with a batch announced and not committed; taken over %d"
                + " times, after %.1f s at most; %,d records behind at most on waking up; of the"
                + " batches read back after a doubt %d were complete, %d were completed, %d had"
                + " their token swallowed; %,d records had landed already",
            freezes,
            hits,
            takenOver,
            slowestTakeOver.toMillis() / 1e3,
            lagMax,
            sum(metrics, "riffle_load_recoveries_total", "\"complete\""),
            sum(metrics, "riffle_load_recoveries_total", "\"complement\""),
            sum(metrics, "riffle_load_recoveries_total", "\"poisoned_token\""),
            sum(metrics, "riffle_load_records_already_landed_total", "")),
        violations);
  }

  private static long sum(String metrics, String name, String label) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(label))
        .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ')))))
        .sum();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
